//! Scores files: what evaluators hand in, several at once, and taking them into the evaluation that they are for.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::export::{current, pause};
use super::dialog::{Choice, done, frame};
use super::{Offer, Source, WAITING, What, bytes_of, fail};
use crate::domain::document::{Document, DocumentId};
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed, quoted};
use crate::formats::Incoming;
use crate::session::scores_files::copy::copy_id;
use crate::session::scores_files::{FilePreview, HandedIn, Preview, Taking, preview};
use crate::storage::browser::clock;
use crate::storage::vault::VaultFault;
use crate::ui::html::{Html, html, live};
use crate::ui::parts;
use crate::ui::route::{Page, Place};
use crate::ui::signals::{Memo, RwSignal, memo};
use crate::ui::workspace::{Opening, Workspace};

/// How long a document may take to open, in milliseconds, before the scores are given up.
const PATIENCE: i32 = 10_000;

/// How often it is asked whether it is open, in milliseconds.
const STEP: i32 = 50;

/// The scores that a document holds, where it is the copy that was made for one evaluator.
pub(super) fn in_copy(document: &Document) -> Option<EvaluatorScores> {
    document.evaluation().and_then(EvaluatorScores::of_copy)
}

/// What was handed in, with the scores files that wait behind it and are for the same evaluation, or for one that is not here.
pub(super) async fn gather(ws: Workspace, file: String, scores: EvaluatorScores) -> What {
    let (role, title) = (shown(&scores.evaluator), quoted(&scores.evaluation.title));
    let here = match found(ws, &scores).await {
        Ok(here) => here,
        Err(VaultFault::Missing(_)) => {
            return What::Fault(format!(
                "These are the scores of {role} for {title}, which is not on this device. Open or import that evaluation first, then choose this file again."
            ));
        }
        Err(fault) => return What::Fault(format!("The evaluation that these scores are for could not be read. {fault}.")),
    };
    let mut files = vec![HandedIn { file, scores }];
    let waiting: Vec<Source> = WAITING.with_borrow_mut(|waiting| waiting.drain(..).collect());
    let mut rest = VecDeque::new();
    for source in waiting {
        match handed_in(ws, &source).await {
            Some(handed) if belongs(ws, &handed.scores, &here).await => files.push(handed),
            _ => rest.push_back(source),
        }
    }
    WAITING.with_borrow_mut(|waiting| {
        // What was dropped meanwhile comes after.
        rest.append(waiting);
        *waiting = rest;
    });
    What::Scores { here, files }
}

/// The evaluation that scores are for: the lead's, or the copy of the evaluator who gave them.
async fn found(ws: Workspace, scores: &EvaluatorScores) -> Result<Arc<Document>, VaultFault> {
    match current(ws, &scores.evaluation.id).await {
        Err(VaultFault::Missing(missing)) => {
            let copy = current(ws, &copy_id(&scores.evaluation.id, &scores.evaluator.id)).await;
            copy.map_err(|fault| if matches!(fault, VaultFault::Missing(_)) { VaultFault::Missing(missing) } else { fault })
        }
        found => found,
    }
}

/// Whether scores are told about together with those for `here`: they are for it too, or for nothing on this device.
async fn belongs(ws: Workspace, scores: &EvaluatorScores, here: &Document) -> bool {
    match found(ws, scores).await {
        Ok(theirs) => theirs.head().id == here.head().id,
        Err(fault) => matches!(fault, VaultFault::Missing(_)),
    }
}

async fn handed_in(ws: Workspace, source: &Source) -> Option<HandedIn> {
    let bytes = bytes_of(source).await.ok()?;
    let scores = match parts::reading().await.ok()?(&bytes, &mut ws.id_maker(), clock::now()).ok()? {
        Incoming::Scores(scores) => *scores,
        Incoming::Native { document, .. } => in_copy(&document)?,
        Incoming::Locked(_) | Incoming::Made(_) => return None,
    };
    Some(HandedIn { file: source.name(), scores })
}

/// What the dialog says of scores files.
pub(super) fn body(ws: Workspace, offer: &Offer, busy: RwSignal<bool>, here: &Arc<Document>, files: &[HandedIn]) -> Html {
    let taking = RwSignal::new(Taking::default());
    let (document, handed) = (here.clone(), files.to_vec());
    let found = memo(move |_| document.evaluation().map(|evaluation| preview(evaluation, &handed, taking.get())).unwrap_or_default());
    let id = here.head().id.clone();
    let handed = files.to_vec();
    let take = Choice::new("Take the scores", true, move || take(ws, busy, id.clone(), handed.clone(), taking.get_untracked()));
    let names = files.iter().map(|handed| handed.file.clone()).collect::<Vec<_>>().join(", ");
    let name = if files.len() > 1 { names } else { offer.file.clone() };
    let title = format!("Scores for {}", quoted(&here.head().title));
    let because = "Of two scores for the same, the later one counts, whichever file comes first.".to_owned();
    frame(busy, name, title, because, content(found, taking), vec![take, Choice::dismiss(ws, "Cancel")])
}

fn content(found: Memo<Preview>, taking: RwSignal<Taking>) -> Html {
    let sum = move || {
        found.with(|found| match (found.added, found.replaced) {
            (0, 0) if found.change.is_none() => "As it stands, nothing would be taken.".to_owned(),
            (0, 0) if found.taken_back > 0 => {
                let taken_back = count(found.taken_back, "score that was taken back", "scores that were taken back");
                format!("This notes {taken_back}, so that older files bring nothing back. It can be undone in one step.")
            }
            (0, 0) => "This changes what evaluators have declared. It can be taken back in one step.".to_owned(),
            (added, 0) => format!("This adds {}. It can be taken back in one step.", count(added, "score", "scores")),
            (0, replaced) => format!("This replaces {}. It can be taken back in one step.", count(replaced, "score", "scores")),
            (added, replaced) => format!("This adds {} and replaces {replaced}. It can be taken back in one step.", count(added, "score", "scores")),
        })
    };
    let question = |words: String, on: bool, set: fn(&mut Taking, bool)| {
        let change = move |event: web_sys::Event| taking.update(|taking| set(taking, event_target_checked(&event)));
        html! { <label class="check"><input type="checkbox" prop:checked=on on:change=change/>" "{words}</label> }
    };
    // The questions stay the same whatever is answered.
    let (reworded, strangers, late, declared) =
        found.with_untracked(|found| (found.reworded.clone(), found.strangers.clone(), found.late, found.declared.clone()));
    let reworded = (!reworded.is_empty()).then(|| {
        let words = format!("Take scores on {} too, though worded differently since", listed(&reworded.iter().map(|name| quoted(name)).collect::<Vec<_>>()));
        question(words, false, |taking, on| taking.reworded = on)
    });
    let strangers =
        (!strangers.is_empty()).then(|| question(format!("Add {} to the evaluators", listed(&strangers)), false, |taking, on| taking.strangers = on));
    let late = (late > 0).then(|| {
        let words = format!("Take {} given after the others’ scores were shown", count(late, "score", "scores"));
        question(words, false, |taking, on| taking.late = on)
    });
    let declared = (!declared.is_empty()).then(|| {
        let words = format!("Take what {} declared later, though the scores have been shown", listed(&declared));
        question(words, false, |taking, on| taking.declared = on)
    });
    let files = live(move || found.with(|found| found.files.iter().map(file_row).collect::<Html>()));
    html! {
        <p class="adds" role="status">{sum}</p>
        <div class="questions">{reworded}{strangers}{late}{declared}</div>
        <ul class="handed-in">{files}</ul>
    }
}

fn file_row(file: &FilePreview) -> Html {
    let said = file.said.iter().map(|sentence| html! { <li>{sentence.clone()}</li> }).collect::<Html>();
    html! { <li class:refused=file.refused><h3>{file.role.clone()}<span class="muted">{format!(" {}", file.file)}</span></h3><ul class="remarks">{said}</ul></li> }
}

/// Opens the evaluation where it is not open, and takes the scores in, as one edit.
fn take(ws: Workspace, busy: RwSignal<bool>, id: DocumentId, files: Vec<HandedIn>, taking: Taking) {
    busy.set(true);
    let place = Place::new(id.clone(), Page::Scores);
    spawn_local(async move {
        if !opened(ws, &place).await {
            fail(ws, "The evaluation could not be opened. Nothing was taken.".to_owned());
            return;
        }
        ws.flush.update(|count| *count += 1);
        // The fields commit in effects of their own, before the next task of the event loop.
        pause(0).await;
        let found =
            ws.session.with_untracked(|session| session.as_ref().and_then(|session| session.document().evaluation().map(|here| preview(here, &files, taking))));
        match found.and_then(|found| Some((found.change?, found.why, found.added + found.replaced))) {
            Some((change, why, scores)) => {
                if ws.dispatch_because(change, why) {
                    done(ws, place, String::new());
                    let took = if scores > 0 { count(scores, "score", "scores") } else { "what was declared or taken back".to_owned() };
                    ws.say_with(format!("Took in {took}."), "Undo", move || ws.undo());
                } else {
                    fail(
                        ws,
                        "The evaluation is being edited in another tab. Close it there, or choose “Edit here instead”, then choose the files again.".to_owned(),
                    );
                }
            }
            None => done(ws, place, "There was nothing to take.".to_owned()),
        }
    });
}

/// Waits until a document is open.
async fn opened(ws: Workspace, place: &Place) -> bool {
    let is_open = || ws.open_id().as_ref() == Some(&place.document) && ws.opening.get_untracked() == Opening::Open;
    if !is_open() {
        ws.go(place.clone());
    }
    for _ in 0..PATIENCE / STEP {
        if is_open() {
            return true;
        }
        pause(STEP).await;
    }
    false
}
