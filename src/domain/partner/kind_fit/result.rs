//! What the answers say: the kinds ranked, with what speaks for and against each, and how firm the order is.
//!
//! A kind's points are the sum of what the chosen answers say about it. Points add up question by question, so how firm
//! the order is follows exactly: each other answer is tried alone, and the fewest answers that would have to differ for
//! one kind to pass another are the largest gains taken in turn.
//!
//! Limits: the points are judgements, not measurements; they are printed so that they can be argued with.

use super::{FitOption, FitQuestion};
use crate::domain::choice::Choice;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::candidate::PartnerKind;

/// Which kind fits, and how firmly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// The four kinds, the best first; equals share a rank and keep the order in which kinds are offered.
    pub kinds: Vec<KindFit>,
    /// How many questions are answered.
    pub answered: usize,
    /// The questions that are open.
    pub open: Vec<Id<FitQuestion>>,
    /// The single answers that would change which kind comes first, in the order of the questions.
    pub turns: Vec<Turn>,
    /// Whether the kind that comes first stays first whatever the open questions are answered with.
    pub settled: bool,
}

/// How well a kind fits.
#[derive(Debug, Clone, PartialEq)]
pub struct KindFit {
    /// The kind.
    pub kind: PartnerKind,
    /// 1 for the best.
    pub rank: usize,
    /// What speaks for it less what speaks against it.
    pub points: i32,
    /// What speaks for it, strongest first.
    pub reasons_for: Vec<Reason>,
    /// What speaks against it, strongest first.
    pub reasons_against: Vec<Reason>,
    /// At least so many answered questions would have to be answered otherwise for it to come first alone; `None` where it does
    /// already, or where no answers would do.
    pub answers_away: Option<usize>,
}

/// Why an answer speaks for a kind or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which question.
    pub question: Id<FitQuestion>,
    /// What was answered.
    pub answer: String,
    /// How much.
    pub points: i32,
    /// Why, in a sentence; empty where the rules do not say.
    pub because: String,
}

/// An answer that would change which kind comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The question.
    pub question: Id<FitQuestion>,
    /// How it reads.
    pub asked: String,
    /// Whether it is open now.
    pub open: bool,
    /// The other answer.
    pub answer: String,
    /// Who would come first; several where they would be level.
    pub leaders: Vec<PartnerKind>,
}

impl Fit {
    /// Who comes first; several where they are level, none while nothing is answered.
    pub fn leaders(&self) -> Vec<PartnerKind> {
        if self.answered == 0 { Vec::new() } else { self.kinds.iter().filter(|fit| fit.rank == 1).map(|fit| fit.kind).collect() }
    }

    /// How far the first is ahead of the next that is not level with it; `None` where all are level.
    pub fn lead(&self) -> Option<i32> {
        let first = self.kinds.first()?;
        self.kinds.iter().find(|fit| fit.rank > 1).map(|next| first.points - next.points)
    }

    /// Answered questions of which another answer would change which kind comes first.
    pub fn turns_of_answers(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(|turn| !turn.open)
    }
}

/// What the answers say.
pub fn fit(questions: &Collection<FitQuestion>) -> Fit {
    let asked: Vec<&FitQuestion> = questions.iter().map(AsRef::as_ref).filter(|question| !question.options.is_empty()).collect();
    let chosen: Vec<Option<&FitOption>> = asked.iter().map(|question| question.chosen()).collect();
    let answered = chosen.iter().flatten().count();
    let points = totals(&chosen);
    let mut kinds: Vec<KindFit> = PartnerKind::ALL.iter().zip(&points).map(|(kind, mine)| kind_fit(*kind, *mine, &points, &asked)).collect();
    sort_by_rank(&mut kinds, |fit| Rank::from(fit.rank));
    let open = asked.iter().zip(&chosen).filter(|(_, chosen)| chosen.is_none()).map(|(question, _)| question.id.clone()).collect();
    let mut fit = Fit { kinds, answered, open, turns: Vec::new(), settled: false };
    let leaders = fit.leaders();
    if answered > 0 {
        fit.turns = turns(&asked, &chosen, &points);
        for kind in &mut fit.kinds {
            kind.answers_away = answers_away(kind.kind, &points, &asked, &chosen, &fit.turns);
        }
        fit.settled = match leaders.as_slice() {
            [first] => PartnerKind::ALL.iter().filter(|kind| *kind != first).all(|other| stays_behind(*other, *first, &points, &asked, &chosen)),
            _ => false,
        };
    }
    fit
}

/// The points of each kind, in the order in which kinds are offered.
fn totals(chosen: &[Option<&FitOption>]) -> Vec<i32> {
    PartnerKind::ALL.iter().map(|kind| chosen.iter().flatten().map(|option| option.points(*kind)).sum()).collect()
}

fn kind_fit(kind: PartnerKind, points: i32, all: &[i32], asked: &[&FitQuestion]) -> KindFit {
    let reasons = asked.iter().filter_map(|question| {
        let option = question.chosen()?;
        let because = option.because(kind).trim().to_owned();
        Some(Reason { question: question.id.clone(), answer: option.label.trim().to_owned(), points: option.points(kind), because })
    });
    let (mut reasons_for, mut reasons_against): (Vec<Reason>, Vec<Reason>) = reasons.filter(|reason| reason.points != 0).partition(|reason| reason.points > 0);
    sort_by_rank(&mut reasons_for, |reason| Rank::Number(reason.points.into()).down());
    sort_by_rank(&mut reasons_against, |reason| Rank::Number(reason.points.into()));
    KindFit { kind, rank: 1 + all.iter().filter(|theirs| **theirs > points).count(), points, reasons_for, reasons_against, answers_away: None }
}

fn first_of(points: &[i32]) -> Vec<PartnerKind> {
    let most = points.iter().copied().max();
    PartnerKind::ALL.iter().zip(points).filter(|(_, mine)| Some(**mine) == most).map(|(kind, _)| *kind).collect()
}

/// The points with another answer to one question.
fn with_other(points: &[i32], before: Option<&FitOption>, after: &FitOption) -> Vec<i32> {
    let less = |kind: PartnerKind| before.map_or(0, |option| option.points(kind));
    PartnerKind::ALL.iter().zip(points).map(|(kind, points)| points - less(*kind) + after.points(*kind)).collect()
}

fn turns(asked: &[&FitQuestion], chosen: &[Option<&FitOption>], points: &[i32]) -> Vec<Turn> {
    let leaders = first_of(points);
    let mut found = Vec::new();
    for (question, chosen) in asked.iter().zip(chosen) {
        for option in question.options.iter().filter(|option| chosen.is_none_or(|chosen| chosen.id != option.id)) {
            let first = first_of(&with_other(points, *chosen, option));
            if first != leaders {
                found.push(Turn {
                    question: question.id.clone(),
                    asked: question.name.trim().to_owned(),
                    open: chosen.is_none(),
                    answer: option.label.trim().to_owned(),
                    leaders: first,
                });
            }
        }
    }
    found
}

/// The fewest answers that would have to differ for a kind to be ahead of every other: what it takes to pass the hardest of
/// them. To pass all at once may take more, which is why it is said as "at least".
fn answers_away(kind: PartnerKind, points: &[i32], asked: &[&FitQuestion], chosen: &[Option<&FitOption>], turns: &[Turn]) -> Option<usize> {
    if first_of(points) == [kind] {
        return None;
    }
    let others = PartnerKind::ALL.iter().filter(|other| **other != kind);
    let fewest = others.map(|other| answers_to_pass(kind, *other, points, asked, chosen)).collect::<Option<Vec<usize>>>()?.into_iter().max()?;
    let alone = turns.iter().any(|turn| !turn.open && turn.leaders == [kind]);
    Some(if alone { 1 } else { fewest.max(2) })
}

/// The fewest answers that would have to differ for one kind to pass another: gains add up, so the largest come first.
fn answers_to_pass(kind: PartnerKind, other: PartnerKind, points: &[i32], asked: &[&FitQuestion], chosen: &[Option<&FitOption>]) -> Option<usize> {
    let ahead = |option: &FitOption| option.points(kind) - option.points(other);
    let mut behind = of(other, points) - of(kind, points);
    let gain = |(question, chosen): (&&FitQuestion, &Option<&FitOption>)| {
        let now = ahead(chosen.as_ref()?);
        question.options.iter().map(|option| ahead(option) - now).max().filter(|gain| *gain > 0)
    };
    let mut gains: Vec<i32> = asked.iter().zip(chosen).filter_map(gain).collect();
    sort_by_rank(&mut gains, |gain| Rank::Number((*gain).into()).down());
    let mut answers = 0;
    let mut gains = gains.into_iter();
    while behind >= 0 {
        behind -= gains.next()?;
        answers += 1;
    }
    Some(answers)
}

fn of(kind: PartnerKind, points: &[i32]) -> i32 {
    PartnerKind::ALL.iter().zip(points).find(|(known, _)| **known == kind).map_or(0, |(_, points)| *points)
}

/// Whether a kind stays behind the first whatever the open questions are answered with: what it can gain on the first adds up.
fn stays_behind(other: PartnerKind, first: PartnerKind, points: &[i32], asked: &[&FitQuestion], chosen: &[Option<&FitOption>]) -> bool {
    let gain = |question: &&FitQuestion| question.options.iter().map(|option| option.points(other) - option.points(first)).max().unwrap_or(0).max(0);
    let gains: i32 = asked.iter().zip(chosen).filter(|(_, chosen)| chosen.is_none()).map(|(question, _)| gain(question)).sum();
    of(first, points) - of(other, points) > gains
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::partner::kind_fit::{FitEffect, FitPoints};

    /// Questions `q0`, `q1`, … whose options `a`, `b`, … speak for the four kinds in turn as given; the number says which is
    /// chosen.
    fn questions(asked: &[(Option<usize>, &[[i8; 4]])]) -> Collection<FitQuestion> {
        let option = |(place, points): (usize, &[i8; 4])| FitOption {
            effects: PartnerKind::ALL
                .iter()
                .zip(points)
                .map(|(kind, points)| FitEffect {
                    kind: *kind,
                    points: FitPoints::new(*points).expect("in range"),
                    because: format!("{points}"),
                    extra: Extra::default(),
                })
                .collect(),
            ..FitOption::new(letter(place), letter::<FitOption>(place).to_string())
        };
        let question = |(place, (answer, options)): (usize, &(Option<usize>, &[[i8; 4]]))| FitQuestion {
            options: options.iter().enumerate().map(option).collect(),
            answer: answer.map(letter),
            ..FitQuestion::new(Id::joined(&[&format!("q{place}")]), format!("q{place}"))
        };
        Collection::from_records(asked.iter().enumerate().map(question).collect()).expect("ids differ")
    }

    fn letter<T>(place: usize) -> Id<T> {
        Id::joined(&[&["a", "b", "c", "d"][place..=place].concat()])
    }

    /// Ranks and points in the order of the ranking, then who would lead with which single answer, then the rest.
    fn check(asked: &[(Option<usize>, &[[i8; 4]])], expected: &str) {
        let fit = fit(&questions(asked));
        let kinds: Vec<String> = fit.kinds.iter().map(|fit| format!("{} {:?} {}", fit.rank, fit.kind as u8, fit.points)).collect();
        let turns: Vec<String> = fit
            .turns
            .iter()
            .map(|turn| {
                format!(
                    "{}{}{}→{:?}",
                    turn.question,
                    turn.answer,
                    if turn.open { "?" } else { "" },
                    turn.leaders.iter().map(|kind| *kind as u8).collect::<Vec<_>>()
                )
            })
            .collect();
        assert_eq!(format!("{}; {}; settled {}", kinds.join(", "), turns.join(" "), fit.settled), expected);
    }

    #[test]
    fn the_kinds_rank_by_what_the_answers_say() {
        check(&[], "1 0 0, 1 1 0, 1 2 0, 1 3 0; ; settled false");
        check(&[(None, &[[1, 0, 0, 0], [0, 1, 0, 0]])], "1 0 0, 1 1 0, 1 2 0, 1 3 0; ; settled false");
        check(
            &[(Some(0), &[[3, 1, 0, -2], [0, 1, 0, 0]]), (Some(1), &[[0, 3, 0, 0], [1, 0, 0, 0]])],
            "1 0 4, 2 1 1, 3 2 0, 4 3 -2; q0b→[0, 1] q1a→[1]; settled true",
        );
    }

    #[test]
    fn level_kinds_share_a_rank_and_nothing_is_settled() {
        check(&[(Some(0), &[[1, 1, 0, 0], [1, 0, 0, 0]])], "1 0 1, 1 1 1, 3 2 0, 3 3 0; q0b→[0]; settled false");
        let level = fit(&questions(&[(Some(0), &[[1, 1, 1, 1]])]));
        assert_eq!((level.lead(), level.leaders().len()), (None, 4));
    }

    #[test]
    fn an_open_question_that_cannot_turn_the_order_leaves_it_settled() {
        let firm: &[[i8; 4]] = &[[3, 0, 0, 0]];
        check(&[(Some(0), firm), (None, &[[0, 2, 0, 0], [0, 0, 2, 0]])], "1 0 3, 2 1 0, 2 2 0, 2 3 0; ; settled true");
        check(&[(Some(0), firm), (None, &[[0, 3, 0, 0]])], "1 0 3, 2 1 0, 2 2 0, 2 3 0; q1a?→[0, 1]; settled false");
        // Neither open answer would turn it alone, both together would.
        check(&[(Some(0), firm), (None, &[[0, 2, 0, 0]]), (None, &[[0, 2, 0, 0]])], "1 0 3, 2 1 0, 2 2 0, 2 3 0; ; settled false");
    }

    #[test]
    fn how_many_answers_another_kind_is_away() {
        let away =
            |asked: &[(Option<usize>, &[[i8; 4]])]| fit(&questions(asked)).kinds.iter().map(|fit| (fit.kind as u8, fit.answers_away)).collect::<Vec<_>>();
        let both: &[[i8; 4]] = &[[2, 0, 0, 0], [0, 1, 0, 0]];
        assert_eq!(away(&[(Some(0), both), (Some(0), both)]), [(0, None), (1, Some(2)), (2, None), (3, None)]);
        assert_eq!(away(&[(Some(0), &[[2, 0, 0, 0], [0, 1, 0, 0]])]), [(0, None), (1, Some(1)), (2, None), (3, None)]);
    }

    #[test]
    fn reasons_stand_strongest_first_with_their_answer() {
        let found = fit(&questions(&[(Some(0), &[[1, -1, 0, 0]]), (Some(0), &[[3, -3, 0, 0]]), (Some(0), &[[1, 0, 0, 0]])]));
        let shown = |reasons: &[Reason]| reasons.iter().map(|reason| format!("{} {}", reason.question, reason.points)).collect::<Vec<_>>();
        assert_eq!(shown(&found.kinds[0].reasons_for), ["q1 3", "q0 1", "q2 1"]);
        assert_eq!(found.kinds.iter().find(|fit| fit.kind as u8 == 1).map(|fit| shown(&fit.reasons_against)), Some(vec!["q1 -3".into(), "q0 -1".into()]));
    }

    #[test]
    fn an_answer_whose_option_is_gone_counts_as_open() {
        let mut question = FitQuestion::clone(questions(&[(Some(0), &[[1, 0, 0, 0]])]).iter().next().expect("there"));
        question.answer = Some(letter(3));
        let found = fit(&Collection::from_records(vec![question]).expect("one"));
        assert_eq!((found.answered, found.open.len()), (0, 1));
    }

    proptest! {
        /// The order of the questions is the user's and changes nothing, and each turn does what it says.
        #[test]
        fn turns_are_true_and_order_does_not_matter(asked in proptest::collection::vec((0usize..4, proptest::collection::vec(proptest::array::uniform4(-3i8..=3), 1..4)), 1..6)) {
            let rows: Vec<(Option<usize>, &[[i8; 4]])> = asked.iter().map(|(answer, options)| (Some(*answer).filter(|answer| *answer < options.len()), options.as_slice())).collect();
            let all = questions(&rows);
            let found = fit(&all);
            let backwards = fit(&Collection::from_records(all.iter().rev().map(|question| FitQuestion::clone(question)).collect()).expect("ids differ"));
            let order = |fit: &Fit| fit.kinds.iter().map(|fit| (fit.kind, fit.rank, fit.points, fit.answers_away)).collect::<Vec<_>>();
            prop_assert_eq!(order(&found), order(&backwards));
            prop_assert_eq!(found.settled, backwards.settled);
            for turn in &found.turns {
                let mut question = FitQuestion::clone(all.get(&turn.question).expect("there"));
                question.answer = question.options.iter().find(|option| option.label == turn.answer).map(|option| option.id.clone());
                prop_assert_eq!(&fit(&all.with(question, None)).leaders(), &turn.leaders);
            }
        }
    }
}
