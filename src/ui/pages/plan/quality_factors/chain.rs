//! What the page shows of the chain, made once for each edit and handed out to the factors.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::risk::chain::{self, FactorLink, Gap, Missing, RiskLink};
use crate::domain::risk::method::Judged;
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::{Memo, memo};
use crate::ui::workspace::Workspace;

/// The chain of the open plan, in context.
#[derive(Clone, Copy)]
pub(super) struct Views(Memo<View>);

/// The chain, as far as it is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct View {
    /// The factors.
    pub factors: Vec<FactorView>,
    /// The risks that threaten none.
    pub loose: Vec<RiskView>,
    /// The links that are missing.
    pub missing: Vec<MissingView>,
}

/// A factor.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FactorView {
    pub id: Id<QualityFactor>,
    pub risks: Vec<RiskView>,
    pub limits: Vec<LimitView>,
    pub gaps: Vec<Gap>,
}

/// A risk.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RiskView {
    pub id: Id<Risk>,
    pub reference: String,
    pub title: String,
    pub controls: String,
    pub current: Option<Judged>,
    pub target: Option<Judged>,
    pub response: &'static str,
    pub response_plan: String,
    pub limits: Vec<LimitView>,
    pub indicator: String,
    pub review_due: Option<Date>,
    pub review_overdue: Option<i64>,
    pub gaps: Vec<Gap>,
}

/// A tolerance limit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LimitView {
    pub id: Id<ToleranceLimit>,
    pub name: String,
}

/// A missing link, with the page and the record where it is mended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MissingView {
    pub gap: Gap,
    pub title: String,
    pub page: Page,
    pub record: String,
}

impl Views {
    /// The chain of the open plan, for everything below the piece that calls this.
    pub(super) fn provide(ws: Workspace) {
        provide_context(Views(memo(move |_| with_plan(ws, |plan| View::of(&chain::chain(plan, ws.today.get()))).unwrap_or_default())));
    }

    /// The chain of the open plan.
    pub(super) fn in_use() -> Memo<View> {
        expect_context::<Views>().0
    }
}

impl View {
    fn of(chain: &chain::Chain) -> View {
        let missing = chain.missing().into_iter().map(|missing| match missing {
            Missing::Factor(gap, factor) => MissingView { gap, title: factor.title.clone(), page: Page::QualityFactors, record: factor.id.to_string() },
            Missing::Risk(gap, risk) => {
                MissingView { gap, title: format!("{} {}", risk.reference(), risk.title), page: Page::Risks, record: risk.id.to_string() }
            }
        });
        View { factors: chain.factors.iter().map(FactorView::of).collect(), loose: chain.loose.iter().map(RiskView::of).collect(), missing: missing.collect() }
    }
}

impl FactorView {
    fn of(link: &FactorLink) -> FactorView {
        FactorView {
            id: link.factor.id.clone(),
            risks: link.risks.iter().map(RiskView::of).collect(),
            limits: link.limits.iter().map(|limit| LimitView::of(limit)).collect(),
            gaps: link.gaps.clone(),
        }
    }
}

impl RiskView {
    fn of(link: &RiskLink) -> RiskView {
        let risk = link.risk;
        RiskView {
            id: risk.id.clone(),
            reference: risk.reference(),
            title: risk.title.clone(),
            controls: risk.controls.clone(),
            current: link.current,
            target: link.target,
            response: crate::domain::choice::Choice::label(risk.response),
            response_plan: risk.response_plan.clone(),
            limits: link.limits.iter().map(|limit| LimitView::of(limit)).collect(),
            indicator: risk.indicator.clone(),
            review_due: risk.review_due,
            review_overdue: link.review_overdue,
            gaps: link.gaps.clone(),
        }
    }
}

impl LimitView {
    fn of(limit: &ToleranceLimit) -> LimitView {
        LimitView { id: limit.id.clone(), name: limit.name.clone() }
    }
}

/// The address of a record of the open document.
pub(super) fn address(ws: Workspace, page: Page, record: &str) -> Option<String> {
    ws.open_id().map(|document| Route::from(Place::new(document, page).with_record(Some(record.to_owned()))).href())
}
