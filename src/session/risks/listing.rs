//! Which risks the register lists, in which order, under which headings.

use super::super::search;
use crate::domain::choice::{Choice, choice};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::agreement::disagreement;
use crate::domain::risk::matrix::{Basis, place, score_on};
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskStatus};
use crate::domain::risk::scale::{Band, Level};

choice! {
    /// What makes a risk ask for attention.
    Attention {
        ResponseLate = "responseLate", "Response past its date";
        ReviewLate = "reviewLate", "Review past its date";
        Unscored = "unscored", "Not scored";
        NoOwner = "noOwner", "No owner";
        NoResponse = "noResponse", "Response undecided";
        NoRationale = "noRationale", "Scored without a reason";
        Disputed = "disputed", "Assessors disagree";
        Lifted = "lifted", "High by safety first";
        OffScale = "offScale", "Beyond the scale";
    }
}

choice! {
    /// What risks are gathered by.
    Grouping {
        Category = "category", "Category";
        Owner = "owner", "Owner";
        Band = "band", "Band";
        Factor = "factor", "Critical-to-quality factor";
    }
}

/// What is asked of the register. Texts that are empty ask for nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    /// Words of the risk, its number or its owner.
    pub find: String,
    /// The key of a status, or `all`; open ones where it is empty.
    pub status: String,
    /// The key of a category.
    pub category: String,
    /// `low`, `medium` or `high`.
    pub band: String,
    /// The owner.
    pub owner: String,
    /// The key of an [`Attention`].
    pub attention: String,
    /// A cell of the matrix with the scores that it shows.
    pub cell: Option<(Level, Level, Basis)>,
    /// The column that the list is sorted by; the highest first where it is empty.
    pub sort: String,
    /// Whether it is sorted the other way round.
    pub downwards: bool,
    /// The key of a [`Grouping`].
    pub group: String,
}

/// A heading with the risks below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub title: String,
    /// Which risk of the list is the first.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

/// What the register shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    /// The risks, in order.
    pub risks: Vec<Id<Risk>>,
    /// Where they are gathered: the headings, in order.
    pub groups: Vec<Group>,
}

/// The key of a band.
pub fn band_key(band: Band) -> &'static str {
    match band {
        Band::Low => "low",
        Band::Medium => "medium",
        Band::High => "high",
    }
}

impl Attention {
    /// Whether an open risk asks for it.
    pub fn is_asked(self, method: &RiskMethod, risk: &Risk, today: Date) -> bool {
        match self {
            Attention::ResponseLate => risk.response_overdue(today).is_some(),
            Attention::ReviewLate => risk.review_overdue(today).is_some(),
            Attention::Unscored => risk.current.is_none(),
            Attention::NoOwner => risk.owner.is_empty(),
            Attention::NoResponse => risk.response == ResponseStrategy::Undecided,
            Attention::NoRationale => risk.current.is_some() && risk.rationale.trim().is_empty(),
            Attention::Disputed => disagreement(method, risk).is_some(),
            Attention::Lifted => risk.current.is_some_and(|score| method.is_lifted(score)),
            Attention::OffScale => risk.current.is_some_and(|score| method.is_off_scale(score)),
        }
    }
}

/// What the register shows of a plan.
pub fn listed(plan: &TrialPlan, wanted: &Wanted, today: Date) -> Listed {
    let method = &plan.risk_method;
    let mut risks: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| fits(method, risk, wanted, today)).collect();
    let key = sorting(&wanted.sort);
    sort_by_rank(&mut risks, |risk| key(method, risk));
    if wanted.downwards {
        risks.reverse();
    }
    let groups = Grouping::from_key(&wanted.group).map(|grouping| gathered(plan, &mut risks, grouping)).unwrap_or_default();
    Listed { risks: risks.into_iter().map(|risk| risk.id.clone()).collect(), groups }
}

fn fits(method: &RiskMethod, risk: &Risk, wanted: &Wanted, today: Date) -> bool {
    let of_status = match wanted.status.as_str() {
        "" => risk.status == RiskStatus::Open,
        "all" => true,
        key => risk.status.key() == key,
    };
    let of_cell =
        |(probability, impact, basis): (Level, Level, Basis)| score_on(risk, basis).is_some_and(|score| place(method, score) == (probability, impact));
    let asked = |text: &str, fits: &dyn Fn(&str) -> bool| text.is_empty() || fits(text);
    of_status
        && asked(&wanted.category, &|key| risk.category.key() == key)
        && asked(&wanted.band, &|key| method.band_of_risk(risk).is_some_and(|band| band_key(band) == key))
        && asked(&wanted.owner, &|owner| risk.owner == owner)
        && asked(&wanted.attention, &|key| Attention::from_key(key).is_none_or(|attention| attention.is_asked(method, risk, today)))
        && wanted.cell.is_none_or(of_cell)
        && asked(&wanted.find, &|words| search::score(words, &format!("{} {} {}", risk.reference(), risk.title, risk.owner)).is_some())
}

fn sorting(column: &str) -> fn(&RiskMethod, &Risk) -> Rank {
    match column {
        "number" => |_, risk| risk.number.into(),
        "title" => |_, risk| risk.title.to_lowercase().into(),
        "probability" => |_, risk| Rank::from(risk.current.map(|score| score.probability.get())),
        "impact" => |_, risk| Rank::from(risk.current.map(|score| score.worst_impact().get())),
        "detectability" => |_, risk| Rank::from(risk.current.and_then(|score| score.detectability).map(Level::get)),
        "priority" => |method, risk| Rank::from(risk.current.and_then(|score| method.priority_number(score))).down(),
        "response" => |_, risk| (risk.response as u8).into(),
        "owner" => |_, risk| risk.owner.to_lowercase().into(),
        "due" => |_, risk| (risk.response_due.is_none(), risk.response_due).into(),
        // The highest first is what people look for.
        _ => |method, risk| Rank::from(risk.current.map(|score| (method.band(score) as u8, method.points(score).hundredths()))).down(),
    }
}

/// Brings the risks of each group together, in the order that they have, and gives the headings. A risk stands under the
/// first of the factors that it names.
fn gathered(plan: &TrialPlan, risks: &mut [&Risk], grouping: Grouping) -> Vec<Group> {
    // Those that belong to no group come last.
    let of = |risk: &Risk| -> (Rank, String) {
        match grouping {
            Grouping::Category => ((risk.category as u8).into(), risk.category_label().to_owned()),
            Grouping::Owner if risk.owner.is_empty() => ((true, "").into(), "No owner".to_owned()),
            Grouping::Owner => ((false, risk.owner.to_lowercase()).into(), risk.owner.clone()),
            Grouping::Band => match plan.risk_method.band_of_risk(risk) {
                Some(band) => (Rank::from(-1 - band as i64), band.label().to_owned()),
                None => (Rank::from(0_i64), "Not scored".to_owned()),
            },
            Grouping::Factor => {
                let factor = risk.factors.iter().find_map(|id| Some((plan.quality_factors.place(id)?, plan.quality_factors.get(id)?)));
                factor.map_or((usize::MAX.into(), "No factor".to_owned()), |(place, factor)| (place.into(), factor.title.clone()))
            }
        }
    };
    sort_by_rank(risks, |risk| of(risk).0);
    let mut groups: Vec<Group> = Vec::new();
    for (place, risk) in risks.iter().enumerate() {
        let title = of(risk).1;
        match groups.last_mut() {
            Some(group) if group.title == title => group.count += 1,
            _ => groups.push(Group { title, first: place, count: 1 }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::risk::register::RiskCategory;
    use crate::domain::risk::scale::Score;

    /// Risks of these probabilities and impacts (0: not scored) and owners.
    fn plan(risks: &[(u8, u8, &str)]) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (number, (probability, impact, owner)) in (1..).zip(risks) {
            let mut risk = Risk::new(Id::joined(&[&format!("{number}")]), number, format!("Risk {number}"));
            risk.current = Level::new(*probability).zip(Level::new(*impact)).map(|(probability, impact)| Score::new(probability, impact));
            risk.owner = (*owner).to_owned();
            plan.risks = plan.risks.with(risk, None);
        }
        plan
    }

    fn check(plan: &TrialPlan, wanted: Wanted, expected: &str) {
        let found = listed(plan, &wanted, "2027-05-14".parse().expect("a date"));
        let ids: Vec<&str> = found.risks.iter().map(Id::as_str).collect();
        let mut told = Vec::new();
        for (place, id) in ids.iter().enumerate() {
            told.extend(found.groups.iter().filter(|group| group.first == place).map(|group| format!("[{} {}]", group.title, group.count)));
            told.push((*id).to_owned());
        }
        assert_eq!(told.join(" "), expected, "{wanted:?}");
    }

    #[test]
    fn the_highest_stand_first_and_what_is_not_scored_last() {
        let plan = plan(&[(1, 1, "B"), (5, 4, "a"), (0, 0, ""), (3, 3, "B")]);
        check(&plan, Wanted::default(), "2 4 1 3");
        check(&plan, Wanted { sort: "owner".into(), ..Wanted::default() }, "3 2 1 4");
        check(&plan, Wanted { sort: "number".into(), downwards: true, ..Wanted::default() }, "4 3 2 1");
    }

    #[test]
    fn filters_narrow_the_list_together() {
        let mut plan = plan(&[(1, 1, "B"), (5, 4, "a"), (0, 0, ""), (3, 3, "B")]);
        let level = |number| Level::new(number).expect("a level");
        check(&plan, Wanted { band: "high".into(), ..Wanted::default() }, "2");
        check(&plan, Wanted { owner: "B".into(), ..Wanted::default() }, "4 1");
        check(&plan, Wanted { owner: "B".into(), find: "risk 1".into(), ..Wanted::default() }, "1");
        check(&plan, Wanted { attention: "unscored".into(), ..Wanted::default() }, "3");
        check(&plan, Wanted { attention: "noRationale".into(), ..Wanted::default() }, "2 4 1");
        check(&plan, Wanted { cell: Some((level(3), level(3), Basis::Current)), ..Wanted::default() }, "4");
        let closed = Risk { status: RiskStatus::Closed, ..Risk::clone(plan.risks.get(&Id::joined(&["2"])).expect("there")) };
        plan.risks = plan.risks.with(closed, None);
        check(&plan, Wanted::default(), "4 1 3");
        check(&plan, Wanted { status: "closed".into(), ..Wanted::default() }, "2");
        check(&plan, Wanted { status: "all".into(), ..Wanted::default() }, "2 4 1 3");
    }

    #[test]
    fn groups_keep_the_order_within_them_and_what_has_none_comes_last() {
        let mut plan = plan(&[(1, 1, "B"), (5, 4, "a"), (0, 0, ""), (3, 3, "B")]);
        let group = |key: &str| Wanted { group: key.to_owned(), ..Wanted::default() };
        check(&plan, group("owner"), "[a 1] 2 [B 2] 4 1 [No owner 1] 3");
        check(&plan, group("band"), "[High 1] 2 [Medium 1] 4 [Low 1] 1 [Not scored 1] 3");
        check(&plan, group("factor"), "[No factor 4] 2 4 1 3");
        let safe = Risk { category: RiskCategory::Safety, ..Risk::clone(plan.risks.get(&Id::joined(&["1"])).expect("there")) };
        plan.risks = plan.risks.with(safe, None);
        check(&plan, group("category"), "[Participant safety 1] 1 [Other 3] 2 4 3");
    }
}
