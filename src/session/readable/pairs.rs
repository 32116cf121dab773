//! Names of what stands for more than one record together, such as a score: it is known by what it is about.

use super::Names;
use crate::domain::collection::{Collection, Record};
use crate::domain::id::Id;
use crate::domain::partner::bid::Bid;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::knockout::KnockoutResult;
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::AgreedScore;
use crate::session::command::Kept;

impl Names {
    /// Scores, agreed scores, results of knock-outs and bids, by whom and what they are about.
    pub(super) fn take_pairs(&mut self, evaluation: &PartnerEvaluation) {
        for candidate in evaluation.candidates.iter() {
            self.note(Bid::SECTION, Bid::key(&candidate.id).as_str(), &candidate.name);
        }
        for score in evaluation.scores.iter() {
            let about =
                [name(&evaluation.candidates, &score.candidate), name(&evaluation.criteria, &score.criterion), name(&evaluation.evaluators, &score.evaluator)];
            self.note(Score::SECTION, score.id().as_str(), &joined(&about));
        }
        // Also what is not there any more is named in the trail, so each that there can be has a name.
        for candidate in evaluation.candidates.iter() {
            for criterion in evaluation.criteria.iter() {
                let about = joined(&[Some(&candidate.name), Some(&criterion.name)]);
                self.note(AgreedScore::SECTION, AgreedScore::key(&criterion.id, &candidate.id).as_str(), &about);
            }
            for knockout in evaluation.knockouts.iter() {
                let about = joined(&[Some(&candidate.name), Some(&knockout.name)]);
                self.note(KnockoutResult::SECTION, KnockoutResult::key(&knockout.id, &candidate.id).as_str(), &about);
            }
        }
    }
}

fn name<'a, T: Record>(records: &'a Collection<T>, id: &Id<T>) -> Option<&'a str> {
    records.get(id).map(|record| record.name())
}

fn joined(names: &[Option<&str>]) -> String {
    names.iter().flatten().copied().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Document;
    use crate::domain::partner::knockout::Knockout;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn what_is_about_more_than_one_record_is_named_by_them_even_once_it_is_gone() {
        let mut made = evaluation(&["a"], &[1.0], 1);
        made.knockouts = made.knockouts.with(Knockout::new(Id::joined(&["o"]), "No debarment"), None);
        let (candidate, criterion) = (Id::joined(&["c0"]), Id::joined(&["k0"]));
        let names = Names::of(&[&Document::Evaluation(Box::new(made))]);
        for (section, id, expected) in [
            (Score::SECTION, Score::key(&Id::joined(&["a"]), &criterion, &candidate).to_string(), "c0, k0, a"),
            (AgreedScore::SECTION, AgreedScore::key(&criterion, &candidate).to_string(), "c0, k0"),
            (KnockoutResult::SECTION, KnockoutResult::key(&Id::joined(&["o"]), &candidate).to_string(), "c0, No debarment"),
            (Bid::SECTION, Bid::key(&candidate).to_string(), "c0"),
        ] {
            assert_eq!(names.get(section, &id), Some(expected));
        }
    }
}
