//! The reviews of the partner: the criteria scored once more by the same anchors, and what went wrong.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::decision::PartnerDecision;
use crate::domain::partner::performance::follow_up::next_review;
use crate::domain::partner::performance::{PartnerReview, ReviewIssue, review_months};
use crate::domain::partner::score::{Level, meaning};
use crate::domain::partner::scorecard::shown;
use crate::domain::words::count;
use crate::session::command::{Change, Edit, Kept};
use crate::ui::html::{Html, each, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{CountField, DateField, Kind, SelectField, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::list::{EditableList, focus_last};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The reviews, and how often one is held.
#[component]
pub(super) fn Reviews() -> Html {
    let ws = workspace();
    let ids = memo(move |_| read(ws, |evaluation| evaluation.reviews.iter().map(|review| review.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let add = move |()| {
        let today = ws.today.get_untracked();
        ws.add(PartnerReview::new(ws.id(), format!("Review of {today}"), Some(today)));
    };
    let months = derive(move || read(ws, |evaluation| Some(review_months(evaluation))).flatten());
    let set_months = Callback::new(move |months: Option<u32>| {
        if let Some(mut decision) = read_now(ws, |evaluation| PartnerDecision::clone(&evaluation.partner_decision)) {
            decision.review_months = months;
            ws.dispatch(Change::PartnerDecision(Arc::new(decision)));
        }
    });
    let next = move || read(ws, next_review).flatten().map_or(String::new(), |due| format!("The next is due on {due}."));
    html! {
        <Card title="Reviews" aside=derive(move || count(ids.with(Vec::len), "review", "reviews"))>
            <div class="form"><CountField label="Months between two reviews" value=months commit=set_months/></div>
            <p class="field-help">{next}</p>
            <EditableList label="Reviews" class="partner-reviews" rows=ids fields add_label="Add a review" add=Callback::new(add)
                empty="Sit down with the partner each quarter: score the criteria of the choice once more, and write down what went wrong and what was agreed on."/>
        </Card>
    }
}

fn fields(ws: Workspace, id: Id<PartnerReview>, record: Memo<Option<Shared<PartnerReview>>>) -> Html {
    let id = StoredValue::new(id);
    let update = move |change: &dyn Fn(&mut PartnerReview)| ws.update(&id.get_value(), |review: &mut PartnerReview| change(review));
    let name = derive(move || record.get().map_or(String::new(), |record| record.0.name.clone()));
    let note = derive(move || record.get().map_or(String::new(), |record| record.0.note.clone()));
    let scored = derive(move || {
        let given = record.get().map_or(0, |record| record.0.scores.len());
        format!("Scores: {given} of {}", read(ws, |evaluation| evaluation.criteria.len()).unwrap_or_default())
    });
    let content = Callback::new(move |()| {
        let criteria =
            memo(move |_| read(ws, |evaluation| evaluation.criteria.iter().map(|criterion| criterion.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
        html! { <ul class="review-scores">{rows(move || criteria.get(), move |criterion| score(ws, id, record, criterion))}</ul> }
    });
    let issues = memo(move |_| record.get().map(|record| (0..record.0.issues.len()).collect::<Vec<_>>()).unwrap_or_default());
    let list = NodeRef::<leptos::html::Ul>::new();
    let add = move |_| {
        let Some(mut review) = ws.record(&id.get_value()) else { return };
        review.issues.push(ReviewIssue { name: String::new(), answer: String::new(), due: None, closed: None, extra: Extra::default() });
        if ws.dispatch(PartnerReview::change(Edit::put(review))) {
            focus_last(list);
        }
    };
    html! {
        <div class="form">
            <TextField label="Review" value=name commit=any_text(move |text: String| update(&|review| review.name = text.clone()))/>
            <DateField label="Held on" value=derive(move || record.get().and_then(|record| record.0.on)) commit=Callback::new(move |on| update(&|review| review.on = on))/>
        </div>
        <Folded title=scored class="inner" content/>
        <ul class="review-issues" aria-label="What went wrong" node_ref=list>{each(move || issues.get(), |place| place.to_string(), move |place| issue(ws, id, record, place))}</ul>
        <button type="button" class="add" on:click=add>"Add an issue"</button>
        <TextField label="What else was said" kind=Kind::Paragraph value=note commit=any_text(move |text: String| update(&|review| review.note = text.clone()))/>
    }
}

/// One criterion of a review, with what each score means.
fn score(ws: Workspace, id: StoredValue<Id<PartnerReview>>, record: Memo<Option<Shared<PartnerReview>>>, criterion: Id<Criterion>) -> Html {
    let criterion = StoredValue::new(criterion);
    let name = derive(move || {
        read(ws, |evaluation| evaluation.criteria.get(&criterion.get_value()).map(|criterion| shown(criterion.as_ref()))).flatten().unwrap_or_default()
    });
    let options = derive(move || {
        let levels =
            |criterion: &Criterion| Level::all().map(|level| (level.to_string(), format!("{level}: {}", meaning(criterion, level)))).collect::<Vec<_>>();
        let levels = read(ws, |evaluation| evaluation.criteria.get(&criterion.get_value()).map(|criterion| levels(criterion))).flatten().unwrap_or_default();
        std::iter::once((String::new(), "Not scored".to_owned())).chain(levels).collect::<Vec<_>>()
    });
    let value =
        derive(move || record.get().and_then(|record| record.0.score_on(&criterion.get_value()).map(|score| score.value.to_string())).unwrap_or_default());
    let note = derive(move || record.get().and_then(|record| record.0.score_on(&criterion.get_value()).map(|score| score.note.clone())).unwrap_or_default());
    let choose = Callback::new(move |key: String| {
        let level = key.parse::<u8>().ok().and_then(Level::new);
        ws.update(&id.get_value(), |review: &mut PartnerReview| review.score(&criterion.get_value(), level));
    });
    let set_note = any_text(move |text: String| {
        ws.update(&id.get_value(), |review: &mut PartnerReview| {
            if let Some(score) = review.scores.iter_mut().find(|score| score.criterion == criterion.get_value()) {
                score.note = text;
            }
        });
    });
    let unscored = move || value.with(String::is_empty);
    html! {
        <li class="review-score">
            <SelectField label=name options value commit=choose/>
            <div hidden=unscored><TextField label=derive(move || format!("What the score of {} rests on", name.get())) value=note commit=set_note/></div>
        </li>
    }
}

/// One issue of a review: what, what was agreed on, by when, and when it was closed.
fn issue(ws: Workspace, id: StoredValue<Id<PartnerReview>>, record: Memo<Option<Shared<PartnerReview>>>, place: usize) -> Html {
    let issue = memo(move |_| record.get().and_then(|record| record.0.issues.get(place).cloned()));
    let update = move |change: &dyn Fn(&mut ReviewIssue)| {
        ws.update(&id.get_value(), |review: &mut PartnerReview| {
            if let Some(issue) = review.issues.get_mut(place) {
                change(issue);
            }
        });
    };
    let remove = move |_| {
        let Some(mut review) = ws.record(&id.get_value()).filter(|review| place < review.issues.len()) else { return };
        let gone = review.issues.remove(place);
        ws.remove_with(PartnerReview::change(Edit::put(review)), "issue", &gone.name);
    };
    let text = move |get: fn(&ReviewIssue) -> &String| derive(move || issue.get().map_or(String::new(), |issue| get(&issue).clone()));
    html! {
        <li role="group" aria-label=format!("Issue {}", place + 1)>
            <TextField label="What went wrong" value=text(|issue| &issue.name) commit=any_text(move |text: String| update(&|issue| issue.name = text.clone()))/>
            <TextField label="What was agreed on" kind=Kind::Paragraph value=text(|issue| &issue.answer) commit=any_text(move |text: String| update(&|issue| issue.answer = text.clone()))/>
            <div class="form">
                <DateField label="By" value=derive(move || issue.get().and_then(|issue| issue.due)) commit=Callback::new(move |due| update(&|issue| issue.due = due))/>
                <DateField label="Closed on" value=derive(move || issue.get().and_then(|issue| issue.closed)) commit=Callback::new(move |closed| update(&|issue| issue.closed = closed))/>
            </div>
            <button type="button" class="quiet" aria-label=format!("Remove issue {}", place + 1) on:click=remove>"Remove"</button>
        </li>
    }
}
