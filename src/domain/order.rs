//! The one way in which lists are put in order.
//!
//! A list says of each of its items where it ranks; all ranks are of one type, so that the page holds the code of one
//! sort, whatever is sorted. Equals keep their order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::date::{Date, Timestamp};

/// Where something stands among its like. Ranks that are compared should be of the same make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rank {
    /// Before everything.
    First,
    /// By a number, the lowest first.
    Number(i64),
    /// By a text, letter by letter.
    Text(String),
    /// By each in turn.
    Several(Vec<Rank>),
    /// The other way round.
    Down(Box<Rank>),
}

impl Rank {
    /// The other way round: the highest first.
    pub fn down(self) -> Rank {
        Rank::Down(Box::new(self))
    }

    /// Which kind of rank it is; kinds that should not have been compared stand in this order.
    fn kind(&self) -> u8 {
        match self {
            Rank::First => 0,
            Rank::Number(_) => 1,
            Rank::Text(_) => 2,
            Rank::Several(_) => 3,
            Rank::Down(_) => 4,
        }
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        match (self, other) {
            (Rank::Number(mine), Rank::Number(theirs)) => mine.cmp(theirs),
            (Rank::Text(mine), Rank::Text(theirs)) => mine.cmp(theirs),
            (Rank::Several(mine), Rank::Several(theirs)) => mine.cmp(theirs),
            (Rank::Down(mine), Rank::Down(theirs)) => theirs.cmp(mine),
            _ => self.kind().cmp(&other.kind()),
        }
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Sorts the items by their ranks, the lowest first; equals keep their order. Each rank is asked for once.
pub fn sort_by_rank<T>(items: &mut [T], rank: impl FnMut(&T) -> Rank) {
    for (here, there) in exchanges(items.iter().map(rank).collect()) {
        items.swap(here, there);
    }
}

/// The texts in order, each once.
pub fn distinct<'a>(texts: &mut dyn Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for text in texts {
        found.insert(text);
    }
    found
}

/// [`distinct`] as a list that stands on its own.
pub fn named(texts: &mut dyn Iterator<Item = &str>) -> Vec<String> {
    distinct(texts).into_iter().map(str::to_owned).collect()
}

/// The exchanges that bring items of these ranks in order, one after the other.
fn exchanges(ranks: Vec<Rank>) -> Vec<(usize, usize)> {
    let mut ranked: Vec<(Rank, usize)> = ranks.into_iter().enumerate().map(|(place, rank)| (rank, place)).collect();
    // The places make equals differ, so that a sort which is not stable keeps their order.
    ranked.sort_unstable();
    let mut sources: Vec<usize> = ranked.into_iter().map(|(_, place)| place).collect();
    let mut exchanges = Vec::new();
    for start in 0..sources.len() {
        // Items whose places follow from each other form a ring; the first one travels along it to where it belongs.
        let mut here = start;
        loop {
            let source = std::mem::replace(&mut sources[here], here);
            if source == start {
                break;
            }
            exchanges.push((here, source));
            here = source;
        }
    }
    exchanges
}

impl From<i64> for Rank {
    fn from(number: i64) -> Rank {
        Rank::Number(number)
    }
}

impl From<u64> for Rank {
    fn from(number: u64) -> Rank {
        Rank::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Rank {
    fn from(number: usize) -> Rank {
        Rank::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Rank {
    fn from(number: u32) -> Rank {
        Rank::Number(number.into())
    }
}

impl From<u8> for Rank {
    fn from(number: u8) -> Rank {
        Rank::Number(number.into())
    }
}

impl From<bool> for Rank {
    /// No before yes.
    fn from(yes: bool) -> Rank {
        Rank::Number(yes.into())
    }
}

impl From<String> for Rank {
    fn from(text: String) -> Rank {
        Rank::Text(text)
    }
}

impl From<&str> for Rank {
    fn from(text: &str) -> Rank {
        Rank::Text(text.to_owned())
    }
}

impl From<Date> for Rank {
    fn from(date: Date) -> Rank {
        Rank::Number(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()))
    }
}

impl From<Timestamp> for Rank {
    fn from(moment: Timestamp) -> Rank {
        Rank::Number(moment.millis())
    }
}

impl<T: Into<Rank>> From<Option<T>> for Rank {
    /// Nothing before everything.
    fn from(value: Option<T>) -> Rank {
        value.map_or(Rank::First, T::into)
    }
}

impl<A: Into<Rank>, B: Into<Rank>> From<(A, B)> for Rank {
    fn from((first, then): (A, B)) -> Rank {
        Rank::Several(vec![first.into(), then.into()])
    }
}

impl<A: Into<Rank>, B: Into<Rank>, C: Into<Rank>> From<(A, B, C)> for Rank {
    fn from((first, then, last): (A, B, C)) -> Rank {
        Rank::Several(vec![first.into(), then.into(), last.into()])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranks_compare_as_what_they_were_made_of() {
        let date = |text: &str| Rank::from(text.parse::<Date>().expect("a date"));
        for rising in [
            [Rank::from(None::<u8>), Some(0_u8).into(), Some(3_u8).into()],
            ["".into(), "B".into(), "a".into()],
            [(false, "b").into(), (true, "a").into(), (true, "b").into()],
            [Rank::from(5_i64).down(), Rank::from(-5_i64).down(), Rank::from(None::<i64>).down()],
            [(1_u8, Rank::from("b").down(), 9_u32).into(), (1_u8, Rank::from("a").down(), 0_u32).into(), (2_u8, Rank::First, 0_u32).into()],
            [date("2026-12-31"), date("2027-01-01"), date("2027-01-02")],
            [Timestamp::from_millis(-1).into(), Timestamp::from_millis(0).into(), u64::MAX.into()],
        ] {
            assert!(rising[0] < rising[1] && rising[1] < rising[2], "{rising:?}");
        }
    }

    #[test]
    fn distinct_texts_stand_in_order() {
        assert_eq!(distinct(&mut ["b", "a", "b"].into_iter()).into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_a_stable_sort(keys in proptest::collection::vec(0_u8..6, 0..40)) {
            let items: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(place, key)| (key, place)).collect();
            let (mut up, mut down) = (items.clone(), items.clone());
            sort_by_rank(&mut up, |(key, _)| (*key).into());
            sort_by_rank(&mut down, |(key, _)| Rank::from(*key).down());
            let (mut expected_up, mut expected_down) = (items.clone(), items);
            expected_up.sort_by_key(|(key, _)| *key);
            expected_down.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            prop_assert_eq!(up, expected_up);
            prop_assert_eq!(down, expected_down);
        }
    }
}
