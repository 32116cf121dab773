//! What is critical to quality: the factors by group, each with the chain of what threatens it, what is done and what watches.

mod chain;
mod factor;
mod loose;

use leptos::prelude::*;

use self::chain::Views;
use self::factor::factor;
use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::overview::quality::quality_headline;
use crate::domain::risk::quality::{QualityFactor, QualityGroup};
use crate::domain::risk::suggestion::{Suggestion, suggestions};
use crate::domain::words::count;
use crate::session::cascade_risk::without_factor;
use crate::session::command::{Change, Edit};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// What is critical to quality.
#[component]
pub fn QualityFactors() -> Html {
    let ws = workspace();
    Views::provide(ws);
    let head = memo(move |_| with_plan(ws, |plan| quality_headline(plan, ws.today.get())));
    let ideas = memo(move |_| Ideas(with_plan(ws, suggestions).unwrap_or_default()));
    let empty = memo(move |_| with_plan(ws, |plan| plan.quality_factors.is_empty()).unwrap_or(true));
    // Whoever came by a link to a factor starts there.
    if let Some(record) = ws.route.with_untracked(|route| route.place().and_then(|place| place.record.clone())).filter(|record| !record.contains(['"', '\\'])) {
        focus_soon(format!("[data-record=\"{record}\"] textarea"));
    }
    let number = move || ideas.with(|ideas| ideas.0.len());
    html! {
        <FindingHead head/>
        <RiskTabs/>
        <div class="stack quality">
            {move || (empty.get() && number() > 0).then(|| html! {
                <Empty title="What must not go wrong?" text="A few factors decide whether participants are safe and whether the result can be relied on. Name them, and effort goes where an error would matter (ICH E6(R3), 3.10.1.1). The suggestions below come from what this plan says; none of them is a finding.">
                    <button type="button" class="primary" on:click=move |_| take(ws, &ideas.get_untracked().0)>{move || format!("Begin with all {} suggestions", number())}</button>
                </Empty>
            })}
            <loose::MissingLinks/>
            {QualityGroup::ALL.iter().map(|group| html! { <Group group=*group ideas/> }).collect::<Html>()}
            <loose::LooseRisks/>
        </div>
    }
}

/// The suggestions for the plan.
#[derive(Debug, Clone, PartialEq)]
struct Ideas(Vec<Suggestion>);

/// The factors of a group, and what else may belong there.
#[component]
fn Group(group: QualityGroup, ideas: Memo<Ideas>) -> Html {
    let ws = workspace();
    let rows = memo(move |_| {
        let of_group = |plan: &crate::domain::plan::TrialPlan| {
            plan.quality_factors.iter().filter(|factor| factor.group == group).map(|factor| factor.id.clone()).collect::<Vec<_>>()
        };
        with_plan(ws, of_group).unwrap_or_default()
    });
    let own = memo(move |_| Ideas(ideas.with(|ideas| ideas.0.iter().filter(|idea| idea.group == group).cloned().collect())));
    let add = Callback::new(move |()| ws.add(QualityFactor { id: ws.id(), group, title: String::new(), why: String::new(), extra: Default::default() }));
    let remove = Callback::new(move |id: Id<QualityFactor>| ws.remove_linked(&id, without_factor));
    let aside = derive(move || match rows.with(Vec::len) {
        0 => String::new(),
        number => count(number, "factor", "factors"),
    });
    let offered = move || own.get().0.into_iter().map(|idea| suggestion(ws, idea)).collect::<Html>();
    html! {
        <Card title=group.label() aside>
            <EditableList label=format!("Factors: {}", group.label()) class="factors" rows fields=factor add_label="Add a factor" add remove empty=question(group)/>
            <div class="suggestions" hidden={move || own.with(|own| own.0.is_empty())}>
                <h3>"Suggestions from this plan"</h3>
                <ul aria-label=format!("Suggestions: {}", group.label())>{offered}</ul>
            </div>
        </Card>
    }
}

fn suggestion(ws: Workspace, idea: Suggestion) -> Html {
    let (title, why, named) = (idea.title.clone(), idea.why.clone(), idea.title.clone());
    html! {
        <li>
            <div><strong>{title}</strong><p class="muted">{why}</p></div>
            <button type="button" aria-label=format!("Add: {named}") on:click=move |_| take(ws, std::slice::from_ref(&idea))><Icon path=icon::ADD/>"Add"</button>
        </li>
    }
}

/// Makes suggestions factors of the plan, as one step.
fn take(ws: Workspace, ideas: &[Suggestion]) {
    let put = |idea: &Suggestion| {
        let factor = QualityFactor { id: ws.id(), group: idea.group, title: idea.title.clone(), why: idea.why.clone(), extra: Default::default() };
        Change::QualityFactors(Edit::put(factor))
    };
    let changes: Vec<Change> = ideas.iter().map(put).collect();
    if ws.dispatch(Change::Several(changes)) {
        ws.say_with(format!("Added {}.", count(ideas.len(), "factor", "factors")), "Undo", move || ws.undo());
    }
}

/// What to ask in a group that has no factor.
fn question(group: QualityGroup) -> &'static str {
    match group {
        QualityGroup::ProtocolDesign => {
            "Which choices of the protocol carry the result: who may take part, what is measured, how chance and blinding protect the comparison?"
        }
        QualityGroup::Feasibility => "What must be true of patients, sites and countries for the trial to be carried out as written?",
        QualityGroup::PatientSafety => "What must never happen to a participant, and what protects them?",
        QualityGroup::StudyConduct => "Which steps at sites must be right each time: treatment, visits, samples, records?",
        QualityGroup::StudyReporting => "What must be settled before results are seen, and how are they made known?",
        QualityGroup::ThirdParties => "Which tasks that others do would harm participants or results if they were done badly?",
    }
}
