//! One factor: what it is, why it is critical, and the chain that hangs on it.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::chain::{FactorView, LimitView, RiskView, Views, address};
use crate::domain::id::Id;
use crate::domain::risk::chain::Gap;
use crate::domain::risk::quality::{QualityFactor, QualityGroup};
use crate::domain::risk::register::Risk;
use crate::domain::words::{clipped, quoted, span};
use crate::session::search;
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Kind, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::pick::PickField;
use crate::ui::widgets::pill::{Pill, ScorePill, Tone};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::Workspace;

/// How many risks are offered at most while a name is typed.
const OFFERED: usize = 30;

/// The fields of a factor, with its chain.
pub(super) fn factor(ws: Workspace, id: Id<QualityFactor>, record: Memo<Option<Shared<QualityFactor>>>) -> Html {
    let views = Views::in_use();
    let own = id.clone();
    let view = memo(move |_| views.with(|view| view.factors.iter().find(|factor| factor.id == own).cloned()));
    let id = StoredValue::new(id);
    let read = move |field: fn(&QualityFactor) -> &String| derive(move || record.get().map_or(String::new(), |factor| field(&factor.0).clone()));
    let write = move |set: fn(&mut QualityFactor, String)| any_text(move |text| ws.update(&id.get_value(), |factor: &mut QualityFactor| set(factor, text)));
    let group = derive(move || record.get().map_or(QualityGroup::ProtocolDesign, |factor| factor.0.group));
    let name = derive(move || record.get().map_or(String::new(), |factor| clipped(&factor.0.title, 40)));
    let regroup = Callback::new(move |group| ws.update(&id.get_value(), |factor: &mut QualityFactor| factor.group = group));
    let links = move || view.get().map(|view| links(ws, view, id.get_value(), name.get()));
    let label = derive(move || format!("Link a risk to {}", quoted(&name.get())));
    html! {
        <div class="what">
            <TextField label="What must be right" value=read(|factor| &factor.title) commit=write(|factor, text| factor.title = text) kind=Kind::Paragraph placeholder="The primary endpoint is measured in its window"/>
            <TextField label="Why it is critical here" value=read(|factor| &factor.why) commit=write(|factor, text| factor.why = text) kind=Kind::Paragraph/>
            <ChoiceField<QualityGroup> label="Group" value=group commit=regroup/>
        </div>
        {links}
        <div class="link-risk">
            <PickField label value=derive(String::new) offer=Callback::new(move |text: String| offered(ws, &id.get_value(), &text)) commit=Callback::new(move |text: String| link(ws, &id.get_value(), &text)) placeholder="Number or name of a risk"/>
        </div>
    }
}

fn links(ws: Workspace, view: FactorView, factor: Id<QualityFactor>, name: String) -> Html {
    let limits = view.limits.iter().map(|limit| html! { <li>{limit_link(ws, limit)}</li> }).collect::<Html>();
    let has_limits = !view.limits.is_empty();
    let gaps = view.gaps.iter().map(|gap| gap_pill(*gap)).collect::<Html>();
    let rows = view.risks.iter().map(|risk| row(ws, risk, factor.clone())).collect::<Vec<_>>();
    let caption = format!("What threatens {}, what is done and what watches it", quoted(&name));
    html! {
        {(!view.gaps.is_empty()).then(|| html! { <p class="gaps-of">{gaps}</p> })}
        {(!rows.is_empty()).then(|| html! {
            <div class="scrolls" role="region" aria-label=caption.clone() tabindex="0"><table>
                <caption class="visually-hidden">{caption.clone()}</caption>
                <thead><tr><th scope="col">"Risk"</th><th scope="col">"Now"</th><th scope="col">"Controls"</th><th scope="col">"Response"</th><th scope="col">"After it"</th><th scope="col">"Watched by"</th><th scope="col">"Looked at again"</th><th scope="col"><span class="visually-hidden">"Unlink"</span></th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        })}
        {has_limits.then(|| html! { <div class="limits-of"><span class="muted">"Tolerance limits"</span><ul>{limits}</ul></div> })}
    }
}

fn row(ws: Workspace, risk: &RiskView, factor: Id<QualityFactor>) -> Html {
    let (id, name) = (risk.id.clone(), format!("{} {}", risk.reference, risk.title));
    let unlink = move |_| ws.update(&id, |risk: &mut Risk| risk.factors.retain(|other| *other != factor));
    let watched = risk.limits.iter().map(|limit| html! { <span class="watched">{limit_link(ws, limit)}</span> }).collect::<Vec<_>>();
    let review = match (risk.review_due, risk.review_overdue) {
        (Some(_), Some(days)) => html! { <Pill tone=Tone::Act text=format!("{} late", span(days))/> },
        (Some(due), None) => html! { <span>{due.to_string()}</span> },
        (None, _) => html! { <span class="muted">"no date"</span> },
    };
    let missing = |gap: Gap| risk.gaps.contains(&gap);
    html! {
        <tr>
            <th scope="row"><a href=address(ws, Page::Risks, risk.id.as_str())>{name.clone()}</a></th>
            <td><ScorePill judged=risk.current/></td>
            <td>{some(&risk.controls, "none named")}</td>
            <td>
                <span class="strategy">{risk.response}</span>
                {(!risk.response_plan.is_empty()).then(|| html! { <span class="muted">{clipped(&risk.response_plan, 120)}</span> })}
                {missing(Gap::HighWithoutResponse).then(|| gap_pill(Gap::HighWithoutResponse))}
            </td>
            <td>{if risk.target.is_some() { html! { <ScorePill judged=risk.target/> } } else { html! { <span class="muted">"no target"</span> } }}</td>
            <td>{watched}{(!risk.indicator.is_empty()).then(|| html! { <span class="watched">{risk.indicator.clone()}</span> })}{missing(Gap::RiskWithoutWatch).then(|| gap_pill(Gap::RiskWithoutWatch))}</td>
            <td>{review}</td>
            <td><button type="button" class="quiet" aria-label=format!("Unlink {name}") on:click=unlink><Icon path=icon::REMOVE/></button></td>
        </tr>
    }
}

fn limit_link(ws: Workspace, limit: &LimitView) -> Html {
    html! { <a href=address(ws, Page::Limits, limit.id.as_str())>{limit.name.clone()}</a> }
}

fn some(text: &str, none: &'static str) -> Html {
    if text.is_empty() {
        html! { <span class="muted">{none}</span> }
    } else {
        html! { <span>{clipped(text, 120)}</span> }
    }
}

/// A missing link as a status.
pub(super) fn gap_pill(gap: Gap) -> Html {
    let tone = if gap == Gap::HighWithoutResponse { Tone::Act } else { Tone::Watch };
    html! { <Pill tone text=gap.label()/> }
}

/// The open risks that the text may mean, without those that threaten the factor already.
fn offered(ws: Workspace, factor: &Id<QualityFactor>, text: &str) -> Vec<String> {
    let fits = |risk: &&Risk| risk.is_open() && !risk.factors.contains(factor) && (text.is_empty() || search::score(text, &named(risk)).is_some());
    with_plan(ws, |plan| plan.risks.iter().map(AsRef::as_ref).filter(fits).take(OFFERED).map(named).collect()).unwrap_or_default()
}

fn named(risk: &Risk) -> String {
    format!("{} {}", risk.reference(), risk.title)
}

/// Links the risk that the text names; answers why it could not.
fn link(ws: Workspace, factor: &Id<QualityFactor>, text: &str) -> Result<(), String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(());
    }
    let means = |risk: &&Risk| named(risk) == text || risk.reference().eq_ignore_ascii_case(text) || risk.title.eq_ignore_ascii_case(text);
    let found = ws.session.with_untracked(|session| {
        let plan = session.as_ref()?.document().plan()?;
        plan.risks.iter().map(AsRef::as_ref).find(means).map(|risk| (risk.id.clone(), risk.factors.contains(factor)))
    });
    match found {
        None => Err(format!("No risk is called {}. Choose one from the list, or type its number.", quoted(text))),
        Some((_, true)) => Err("This risk is linked to the factor already.".to_owned()),
        Some((id, false)) => {
            ws.update(&id, |risk: &mut Risk| risk.factors.push(factor.clone()));
            Ok(())
        }
    }
}
