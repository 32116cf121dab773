//! Mounts the page. In a worker, which has no window, there is none, and `ui::worker` is called instead.

#[cfg(target_arch = "wasm32")]
fn main() {
    trialwright::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Trialwright is a page for the browser: run `cargo xtask serve`.");
}
