//! Risks out of rows that somebody pasted. What a table does not say right is told in sentences that name the row and the
//! column; rows are counted as they were pasted, from 1.

use super::BETWEEN;
use super::columns::{Column, Columns, Kind, Which, plain};
use crate::domain::choice::Choice;
use crate::domain::collection::{Collection, Record};
use crate::domain::date::Date;
use crate::domain::id::{Id, IdMaker};
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::cost::CostImpact;
use crate::domain::risk::factor::Factor;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, RiskStatus};
use crate::domain::risk::scale::{Level, Score};
use crate::domain::schedule::share::Chance;
use crate::domain::words::{count, quoted};
use crate::formats::pasted_tasks::days::Days;
use crate::formats::pasted_tasks::table::{Row, rows};

/// As many rows are read.
const MOST_ROWS: usize = 20_000;

/// As many sentences are said.
const MOST_SENTENCES: usize = 40;

/// The columns that hold days.
const DAYS: [Kind; 4] = [Kind::Found, Kind::ResponseDue, Kind::ResponseDone, Kind::Review];

/// The risks of a pasted table, in its order and with ids of their own, and sentences about what was left out or could not be
/// understood. Levels, factors and limits are those of the plan.
pub fn read(text: &str, plan: &TrialPlan, ids: &mut IdMaker) -> (Vec<Risk>, Vec<String>) {
    let mut notes = Notes::default();
    let mut rows = rows(text, Columns::are_headings);
    if rows.len() > MOST_ROWS {
        notes.say(format!("The table has {} rows; those after row {MOST_ROWS} were left out.", rows.len()));
        rows.truncate(MOST_ROWS);
    }
    let columns = Columns::of(&rows).filter(|columns| columns.has(Column::Of(Kind::Title)));
    let Some(columns) = columns else {
        if !rows.is_empty() {
            notes.say("The first row must name the columns, and one of them must be the risk; call it Risk.".to_owned());
        }
        return (Vec::new(), notes.told());
    };
    for (place, heading) in columns.strangers() {
        notes.say(format!("Column {place}, {}: a risk keeps nothing of this name, so the column was left out.", quoted(heading)));
    }
    if columns.are_named() {
        rows.remove(0);
    }
    let days = Days::among(rows.iter().flat_map(|row| DAYS.map(|kind| columns.cell(row, Column::Of(kind)))));
    let mut reading = Reading { plan, columns, days, notes };
    let risks = rows.iter().map(|row| reading.risk(row, ids.make())).collect();
    (risks, reading.notes.told())
}

/// A table while it is read.
struct Reading<'a> {
    plan: &'a TrialPlan,
    columns: Columns,
    days: Days,
    notes: Notes,
}

impl Reading<'_> {
    fn risk(&mut self, row: &Row, id: Id<Risk>) -> Risk {
        let title = self.text(row, Kind::Title);
        if title.is_empty() {
            self.notes.say(format!("Row {}: it has no risk, and is called “Risk without a name”.", row.number));
        }
        let digits: String = self.columns.cell(row, Column::Of(Kind::Number)).chars().filter(char::is_ascii_digit).collect();
        let mut risk = Risk::new(id, digits.parse().unwrap_or(0), if title.is_empty() { "Risk without a name".to_owned() } else { title });
        (risk.cause, risk.effect, risk.description) = (self.text(row, Kind::Cause), self.text(row, Kind::Effect), self.text(row, Kind::Description));
        (risk.owner, risk.response_owner, risk.controls) = (self.text(row, Kind::Owner), self.text(row, Kind::ResponseOwner), self.text(row, Kind::Controls));
        (risk.rationale, risk.response_plan) = (self.text(row, Kind::Rationale), self.text(row, Kind::ResponsePlan));
        (risk.trigger, risk.fallback, risk.indicator) = (self.text(row, Kind::Trigger), self.text(row, Kind::Fallback), self.text(row, Kind::Indicator));
        risk.category = self.choice(row, Kind::Category).unwrap_or(RiskCategory::Other);
        risk.status = self.choice(row, Kind::Status).unwrap_or(RiskStatus::Open);
        risk.response = self.choice(row, Kind::Response).unwrap_or(ResponseStrategy::Undecided);
        (risk.found, risk.review_due) = (self.day(row, Kind::Found), self.day(row, Kind::Review));
        (risk.response_due, risk.response_done) = (self.day(row, Kind::ResponseDue), self.day(row, Kind::ResponseDone));
        (risk.inherent, risk.current, risk.target) = (self.score(row, Which::Inherent), self.score(row, Which::Current), self.score(row, Which::Target));
        risk.chance = self.parsed::<Chance>(row, Kind::Chance);
        risk.response_cost = self.parsed::<Amount>(row, Kind::ResponseCost);
        risk.cost = self.cost(row);
        if let Err(fault) = risk.check() {
            self.fault(row, Column::Of(Kind::Likely), &format!("{fault}, so the cost is left out"));
            risk.cost = None;
        }
        let plan = self.plan;
        risk.factors = self.linked(row, Kind::Factors, &plan.quality_factors);
        risk.limits = self.linked(row, Kind::Limits, &plan.tolerance_limits);
        risk
    }

    fn text(&self, row: &Row, kind: Kind) -> String {
        self.columns.cell(row, Column::Of(kind)).to_owned()
    }

    fn fault(&mut self, row: &Row, column: Column, what: &str) {
        self.notes.say(format!("Row {}, {}: {what}.", row.number, column.heading()));
    }

    /// A value out of a closed list, by its label or its key, or by the word that it begins with.
    fn choice<C: Choice>(&mut self, row: &Row, kind: Kind) -> Option<C> {
        let text = self.columns.cell(row, Column::Of(kind)).to_owned();
        let said = plain(&text);
        if said.is_empty() {
            return None;
        }
        let named = |choice: &&C| plain(choice.label()) == said || choice.key().to_lowercase() == said;
        // "Mitigate" is what many registers call reducing.
        let said_else =
            [("mitigate", "reduce"), ("treat", "reduce"), ("share", "transfer"), ("tolerate", "accept"), ("terminate", "avoid"), ("active", "open")];
        let other = || said_else.iter().find(|(word, _)| *word == said).and_then(|(_, key)| C::from_key(key));
        let begins = || C::ALL.iter().find(|choice| plain(choice.label()).starts_with(&said) || said.starts_with(&plain(choice.label()))).copied();
        let found = C::ALL.iter().find(named).copied().or_else(other).or_else(begins);
        if found.is_none() {
            let known = C::ALL.iter().map(|choice| choice.label().to_lowercase()).collect::<Vec<_>>().join(", ");
            self.fault(row, Column::Of(kind), &format!("{} is none of {known}", quoted(&text)));
        }
        found
    }

    fn day(&mut self, row: &Row, kind: Kind) -> Option<Date> {
        let text = self.columns.cell(row, Column::Of(kind)).to_owned();
        match self.days.read(&text) {
            Ok(day) => {
                if let Some(day) = day.filter(|_| self.days.is_a_guess(&text)) {
                    self.fault(row, Column::Of(kind), &format!("{} can be read in two ways and was taken as {day}", quoted(&text)));
                }
                day
            }
            Err(why) => {
                self.fault(row, Column::Of(kind), &why);
                None
            }
        }
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, row: &Row, kind: Kind) -> Option<T> {
        let text = self.columns.cell(row, Column::Of(kind)).trim_end_matches('%').trim_end().to_owned();
        if text.is_empty() {
            return None;
        }
        text.parse().map_err(|fault: T::Err| self.fault(row, Column::Of(kind), fault.to_string().trim_end_matches('.'))).ok()
    }

    /// The cost; one that is not said is the likely one, or else the first that is.
    fn cost(&mut self, row: &Row) -> Option<CostImpact> {
        let amounts = [Kind::Optimistic, Kind::Likely, Kind::Pessimistic].map(|kind| self.parsed::<Amount>(row, kind));
        let [optimistic, likely, pessimistic] = amounts;
        let middle = likely.or(optimistic).or(pessimistic)?;
        Some(CostImpact { optimistic: optimistic.unwrap_or(middle), likely: middle, pessimistic: pessimistic.unwrap_or(middle), ..CostImpact::new(middle) })
    }

    /// A score: probability and impact, and what else is said. One without the other is left out.
    fn score(&mut self, row: &Row, which: Which) -> Option<Score> {
        let (probability, impact) = (self.level(row, which, Factor::Probability), self.level(row, which, Factor::Impact));
        let others = [Factor::Participants, Factor::Reliability, Factor::Detectability].map(|factor| (factor, self.level(row, which, factor)));
        match (probability, impact) {
            (Some(probability), Some(impact)) => {
                Some(others.into_iter().fold(Score::new(probability, impact), |score, (factor, level)| factor.set(score, level)))
            }
            (None, None) if others.iter().all(|(_, level)| level.is_none()) => None,
            _ => {
                self.fault(row, Column::Factor(which, Factor::Impact), "a score needs both probability and impact, and was left out");
                None
            }
        }
    }

    /// A level by its number or by its name: `4`, `Likely`, `4 · Likely`.
    fn level(&mut self, row: &Row, which: Which, factor: Factor) -> Option<Level> {
        let column = Column::Factor(which, factor);
        let text = self.columns.cell(row, column).to_owned();
        let said = plain(&text);
        if said.is_empty() {
            return None;
        }
        let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
        let scale = factor.scale(&self.plan.risk_method);
        let named = || scale.iter().position(|anchor| plain(&anchor.name) == said).and_then(|place| Level::all().nth(place));
        let found = if digits.is_empty() { named() } else { digits.parse().ok().and_then(Level::new) };
        if found.is_none() {
            let highest = scale.len().max(1);
            self.fault(row, column, &format!("{} is no level of the scale; write a number from 1 to {highest}", quoted(&text)));
        }
        found
    }

    /// Records by their names.
    fn linked<T: Record>(&mut self, row: &Row, kind: Kind, records: &Collection<T>) -> Vec<Id<T>> {
        let text = self.columns.cell(row, Column::Of(kind)).to_owned();
        let mut found = Vec::new();
        for name in text.split(BETWEEN.trim()).map(str::trim).filter(|name| !name.is_empty()) {
            match records.iter().find(|record| plain(record.name()) == plain(name)) {
                Some(record) => found.push(record.id()),
                None => self.fault(row, Column::Of(kind), &format!("the plan has none called {}", quoted(name))),
            }
        }
        found
    }
}

/// What was left out or not understood.
#[derive(Default)]
struct Notes {
    sentences: Vec<String>,
    unsaid: usize,
}

impl Notes {
    fn say(&mut self, sentence: String) {
        let sentence = sentence.replace(char::is_control, " ");
        if self.sentences.len() < MOST_SENTENCES { self.sentences.push(sentence) } else { self.unsaid += 1 }
    }

    fn told(mut self) -> Vec<String> {
        if self.unsaid > 0 {
            self.sentences.push(format!("So it is in {} more.", count(self.unsaid, "place", "places")));
        }
        self.sentences
    }
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::*;
    use crate::domain::date::Timestamp;

    fn pasted(text: &str) -> (Vec<Risk>, Vec<String>) {
        let plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        read(text, &plan, &mut IdMaker::new([7; 16]))
    }

    #[test]
    fn the_example_is_understood() {
        let (risks, remarks) = pasted(EXAMPLE);
        assert_eq!(remarks, Vec::<String>::new());
        let levels = |risk: &Risk| risk.current.map(|score| (score.probability.get(), score.impact.get()));
        assert_eq!(risks.iter().map(levels).collect::<Vec<_>>(), [Some((4, 4)), Some((3, 4))]);
        assert_eq!((risks[1].category, risks[1].response), (RiskCategory::Supply, ResponseStrategy::Transfer));
    }

    #[test]
    fn headings_are_known_by_many_names() {
        let (risks, remarks) = pasted(
            "Risk ID;Risk Description;Likelihood;Severity;Residual likelihood;Residual severity;Mitigation;RAG;Mood\nR12;Late drug;4;5;2;5;Second supplier;red;bad",
        );
        assert_eq!(remarks, ["Column 9, “Mood”: a risk keeps nothing of this name, so the column was left out."]);
        let risk = &risks[0];
        assert_eq!((risk.number, risk.title.as_str(), risk.response_plan.as_str()), (12, "Late drug", "Second supplier"));
        assert_eq!(risk.target.map(|score| (score.probability.get(), score.impact.get())), Some((2, 5)));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place() {
        let (risks, remarks) = pasted("Risk\tCategory\tProbability\tImpact\tDue\tFactors\nLate\tWeather\t9\t3\tsoon\tSpeed\n\tsupply\tlikely\t\t05/06/2027\t");
        assert_eq!(risks.len(), 2);
        assert_eq!(risks[1].category, RiskCategory::Supply);
        assert_eq!(
            remarks,
            [
                "Row 2, Category: “Weather” is none of regulatory and ethics, recruitment, retention, participant safety, data quality, supply, vendors, people, technology, finance, scope and design, other.",
                "Row 2, In place by: “soon” is not a date; write dates like 2027-05-14.",
                "Row 2, Probability: “9” is no level of the scale; write a number from 1 to 5.",
                "Row 2, Impact: a score needs both probability and impact, and was left out.",
                "Row 2, Factors: the plan has none called “Speed”.",
                "Row 3: it has no risk, and is called “Risk without a name”.",
                "Row 3, In place by: “05/06/2027” can be read in two ways and was taken as 5 Jun 2027.",
                "Row 3, Impact: a score needs both probability and impact, and was left out.",
            ]
        );
        assert_eq!(pasted("1\t2\n3\t4").1, ["The first row must name the columns, and one of them must be the risk; call it Risk."]);
        assert_eq!(pasted("").0.len() + pasted("").1.len(), 0);
    }

    #[test]
    fn a_list_of_names_is_a_list_of_risks() {
        let (risks, remarks) = pasted("Slow approvals\nThe drug comes late, again\n");
        assert_eq!((risks.len(), remarks.len(), risks[1].title.as_str()), (2, 0, "The drug comes late, again"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_breaks_the_reader(text in "(?s).{0,200}", cells in proptest::collection::vec("[ -~\t\n;,\"'€|%]{0,12}", 0..40)) {
            let named = format!("Risk\tProbability\tImpact\tTarget probability\tDue\tCost\tCost low\tChance\tFactors\tCategory\n{}", cells.join("\t"));
            for text in [text, named, cells.join("\n")] {
                let (risks, said) = pasted(&text);
                proptest::prop_assert!(Collection::from_records(risks).is_ok());
                proptest::prop_assert!(said.iter().all(|sentence| sentence.ends_with('.') && !sentence.chars().any(char::is_control)), "{said:?}");
            }
        }
    }
}
