//! The open document in the sidebar: what it is, its pages in groups, and counts only where something needs attention.

use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, memo};

use crate::domain::document::{Document, DocumentKind};
use crate::domain::overview::issues::Pressing;
use crate::domain::overview::plan::name;
use crate::domain::words::count;
use crate::ui::pages::plan::risks::RISK_PAGES;
use crate::ui::route::{Page, Place, Route};
use crate::ui::workspace::{Workspace, workspace};

/// The open document in a few words, and its pages.
pub fn document_pages() -> Html {
    let ws = workspace();
    let document = memo(move |_| ws.session.with(|session| session.as_ref().map(|session| session.document().clone())));
    let pressing = memo(move |_| document.with(|document| Some(Pressing::of(document.as_ref()?.plan()?, ws.today.get()))).unwrap_or_default());
    let kind = memo(move |_| document.with(|document| document.as_ref().map(|document| (document.kind(), document.head().id.clone()))));
    html! {
        {move || document.with(|document| document.as_deref().map(identity))}
        {move || kind.get().map(|(kind, id)| {
            let groups = groups(kind).iter().map(|(group, pages)| {
                let links = pages.iter().map(|page| page_link(ws, *page, Place::new(id.clone(), *page), pressing)).collect::<Html>();
                html! { <div class="group"><h2>{*group}</h2><ul>{links}</ul></div> }
            }).collect::<Html>();
            html! { <nav aria-label="Pages">{groups}</nav> }
        })}
    }
}

/// The groups of pages, for each kind of document.
fn groups(kind: DocumentKind) -> &'static [(&'static str, &'static [Page])] {
    match kind {
        DocumentKind::Plan => &[
            ("Plan", &[Page::Overview, Page::Scope, Page::Schedule]),
            ("Run", &[Page::Risks, Page::Issues, Page::Actions, Page::Limits]),
            ("Decide", &[Page::Partners]),
            ("Record", &[Page::PlanAudit]),
        ],
        DocumentKind::Evaluation => &[
            ("Prepare", &[Page::Kind, Page::Setup, Page::Knockouts, Page::Weights]),
            ("Score", &[Page::Scores, Page::Agreement]),
            ("Decide", &[Page::Ranking, Page::Robustness, Page::Bids, Page::Duties, Page::Decision]),
            ("Run", &[Page::Performance]),
            ("Record", &[Page::EvaluationAudit]),
        ],
    }
}

/// The open document in a few words.
fn identity(document: &Document) -> Html {
    let (title, detail) = match document {
        Document::Plan(plan) => {
            use crate::domain::choice::Choice;
            let mut facts: Vec<String> = plan.trial.phase.iter().map(|phase| phase.label().to_owned()).collect();
            if !plan.sites.is_empty() {
                facts.push(count(plan.sites.len(), "site", "sites"));
            }
            if !plan.countries.is_empty() {
                facts.push(count(plan.countries.len(), "country", "countries"));
            }
            (name(plan).to_owned(), if facts.is_empty() { "Trial plan".to_owned() } else { facts.join(" · ") })
        }
        Document::Evaluation(evaluation) => {
            (evaluation.document.title.clone(), format!("Partner evaluation · {}", count(evaluation.candidates.len(), "candidate", "candidates")))
        }
    };
    html! { <div class="identity"><strong>{title}</strong><span>{detail}</span></div> }
}

fn page_link(ws: Workspace, page: Page, place: Place, pressing: Memo<Pressing>) -> Html {
    let here = memo(move |_| ws.place().is_some_and(|place| place.page == page || (page == Page::Risks && RISK_PAGES.contains(&place.page))));
    let badge = move || {
        let (figures, pressing) = (ws.figures.get()?, pressing.get());
        match page {
            Page::Schedule if figures.late > 0 => Some(format!("{} late", figures.late)),
            Page::Risks if figures.high_risks > 0 => Some(format!("{} high", figures.high_risks)),
            Page::Issues if pressing.to_escalate > 0 => Some(format!("{} to escalate", pressing.to_escalate)),
            Page::Actions if pressing.actions_overdue > 0 => Some(format!("{} overdue", pressing.actions_overdue)),
            Page::Limits if pressing.unevaluated > 0 => Some(format!("{} exceeded", pressing.unevaluated)),
            _ => None,
        }
    };
    html! {
        <li>
            <a href=Route::from(place).href() aria-current={move || here.get().then_some("page")} on:click=move |_| ws.sidebar.set(false)>
                <span>{page.label()}</span>
                {move || badge().map(|text| html! { <span class="badge">{text}</span> })}
            </a>
        </li>
    }
}
