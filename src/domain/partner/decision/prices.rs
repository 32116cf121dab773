//! Whether a text that is told to somebody may hold a price. It rather finds one too many than one too few: a reason that is
//! held back can be reworded, one that was told cannot be taken back.

/// Signs of currencies.
const SIGNS: [char; 4] = ['€', '$', '£', '¥'];

/// Words that speak of money or of large numbers, wherever they stand.
const MONEY: [&str; 12] = ["euro", "euros", "dollar", "dollars", "pound", "pounds", "thousand", "thousands", "million", "millions", "percent", "cent"];

/// What follows a number that stands for an amount, or for a part of one.
const AFTER: [&str; 4] = ["k", "m", "mn", "bn"];

/// What parts a number into groups of three digits.
const PARTED: [char; 9] = [',', '.', ' ', '\'', '’', '_', '\u{a0}', '\u{2009}', '\u{202f}'];

/// Whether a text in lower case holds what may be a price.
pub(super) fn holds_one(lower: &str) -> bool {
    let mut words = lower.split(|letter: char| !letter.is_alphabetic());
    lower.contains(SIGNS) || words.any(|word| MONEY.contains(&word)) || numbers(lower).any(|(before, digits, after)| is_amount(before, digits, after))
}

/// The numbers of a text, each between what stands before and after it.
fn numbers(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let starts = text.char_indices().filter(move |(place, letter)| letter.is_numeric() && !text[..*place].ends_with(char::is_numeric));
    starts.map(move |(start, _)| {
        let (before, rest) = text.split_at(start);
        let (digits, after) = rest.split_at(rest.find(|letter: char| !letter.is_numeric()).unwrap_or(rest.len()));
        (before, digits, after)
    })
}

fn is_amount(before: &str, digits: &str, after: &str) -> bool {
    let group = after.strip_prefix(PARTED).map(|group| group.chars().take_while(|letter| letter.is_numeric()).count());
    if digits.chars().count() >= 4 || group == Some(3) {
        return true;
    }
    let next = after.trim_start();
    let word = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    // Shares of the weight are the same for all, and each is told what its criteria weighed.
    let of_the_weight = || before.trim_end_matches(|letter: char| letter.is_numeric() || letter == '.').trim_end().ends_with("weight");
    AFTER.contains(&word) || (next.starts_with('%') && !of_the_weight())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_price_is_found() {
        for text in [
            "your bid of 610000 was too high",
            "about 90,000 more",
            "1.250.000 in all",
            "90 000 more",
            "90’000 more",
            "dearer by 90k",
            "dearer by 1.2 m",
            "20% above the others",
            "7.5 % above",
            "twelve percent above",
            "12 per cent above",
            "half a million more",
            "ninety euros an hour",
            "€ 90",
            "in 2027",
        ] {
            assert!(holds_one(text), "{text}");
        }
    }

    #[test]
    fn small_numbers_scores_and_weights_are_no_prices() {
        for text in [
            "",
            "team (2.5 of 5, weight 40%) and reports (3.5 of 5, weight 33.3%)",
            "3 months later, 2 monitors",
            "ich e6(r3), phase 3",
            "of 120 visits, 14 late",
        ] {
            assert!(!holds_one(text), "{text}");
        }
    }
}
