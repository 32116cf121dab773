//! Heavy work in a worker: a job goes out as text, its progress and its outcome come back.
//!
//! The worker runs the same program as the page, without a window. It does one job and ends; a job that nobody wants any
//! more ends with its worker, at once.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;

use super::parts::{self, NOT_LOADED, NotLoaded};
use crate::compute::{Job, Outcome, Progress};
use crate::domain::wire::{from_text, to_text};

#[wasm_bindgen]
extern "C" {
    /// Stands in `boot.js`, which knows how a worker is started here.
    #[wasm_bindgen(js_namespace = trialwright, js_name = work, catch)]
    fn start(job: &str, progress: &Closure<dyn FnMut(u32, u32)>, done: &Closure<dyn FnMut(String, String)>) -> Result<js_sys::Function, JsValue>;
}

/// Does a job; what the worker calls. The outcome is a text, which the page reads.
#[wasm_bindgen]
pub async fn work(job: String, progress: js_sys::Function) -> Result<String, JsValue> {
    let run = parts::computing().await.map_err(|NotLoaded| JsValue::from_str(NOT_LOADED))?;
    Ok(run(&job, &mut |Progress { done, of }| {
        // Whoever hears of it cannot answer; the worker is ended from outside.
        let _ = progress.call2(&JsValue::NULL, &done.into(), &of.into());
        std::ops::ControlFlow::Continue(())
    }))
}

/// A job that is being done. It ends when this is dropped.
pub struct Working {
    stop: js_sys::Function,
    _progress: Closure<dyn FnMut(u32, u32)>,
    _done: Closure<dyn FnMut(String, String)>,
}

impl Drop for Working {
    fn drop(&mut self) {
        let _ = self.stop.call0(&JsValue::NULL);
    }
}

/// Has a job done in a worker. `done` is told the outcome, or why there is none in a sentence.
pub fn begin(job: &Job, mut progress: impl FnMut(Progress) + 'static, mut done: impl FnMut(Outcome) + 'static) -> Result<Working, String> {
    let on_progress = Closure::<dyn FnMut(u32, u32)>::new(move |done, of| progress(Progress { done, of }));
    let on_done = Closure::<dyn FnMut(String, String)>::new(move |outcome: String, fault: String| {
        if fault == NOT_LOADED {
            return done(Outcome::Failed(fault));
        }
        let read = if fault.is_empty() { from_text::<Outcome>(&outcome).map_err(|fault| fault.to_string()) } else { Err(fault) };
        done(read.unwrap_or_else(|fault| Outcome::Failed(format!("The worker stopped before it was done ({fault}). Try again."))));
    });
    let stop = start(&to_text(job), &on_progress, &on_done)
        .map_err(|fault| format!("This browser started no worker ({}).", String::from(js_sys::Error::from(fault).message())))?;
    Ok(Working { stop, _progress: on_progress, _done: on_done })
}
