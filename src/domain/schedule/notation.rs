//! Links as planners write them in a cell: `3`, `3FS+2d`, `5SS-1w`, `1.2FF`.

use super::network::LinkKind;
use super::time_span::{TimeSpan, TimeSpanFault};
use crate::domain::words::quoted;

/// The kinds with their letters: the first names the predecessor's end, the second the successor's.
const KINDS: [(&str, LinkKind); 4] =
    [("FS", LinkKind::FinishToStart), ("SS", LinkKind::StartToStart), ("FF", LinkKind::FinishToFinish), ("SF", LinkKind::StartToFinish)];

/// A minus sign, as keyboards have it and as typesetters do.
const MINUS: [char; 2] = ['-', '−'];

/// A link as it is written, before anybody knows which task it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenLink {
    /// What names the predecessor: its number, as a rule.
    pub from: String,
    /// Which ends are joined.
    pub kind: LinkKind,
    /// The time between them.
    pub lag: TimeSpan,
}

impl std::fmt::Display for WrittenLink {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let WrittenLink { from, kind, lag } = self;
        out.write_str(from)?;
        if *lag == TimeSpan::default() && *kind == LinkKind::FinishToStart {
            return Ok(());
        }
        out.write_str(letters(*kind))?;
        if *lag != TimeSpan::default() {
            write!(out, "{}{}", if lag.ticks() < 0 { "" } else { "+" }, lag.short())?;
        }
        Ok(())
    }
}

/// The letters of a kind: `FS`.
pub fn letters(kind: LinkKind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("FS", |(letters, _)| letters)
}

/// Reads one link, or says why it is none: what is wrong, without a capital letter and a full stop.
pub fn read(text: &str) -> Result<WrittenLink, String> {
    let text = text.trim();
    let Some((from, kind, lag)) = with_kind(text).or_else(|| without_kind(text)) else {
        return Ok(WrittenLink { from: text.to_owned(), kind: LinkKind::FinishToStart, lag: TimeSpan::default() });
    };
    if lag.contains('%') {
        return Err(format!("the lag of {} is a share of a duration, and a lag has to be a length of time", quoted(text)));
    }
    let lag = if lag.is_empty() { Ok(TimeSpan::default()) } else { signed(lag) };
    match lag {
        Ok(lag) => Ok(WrittenLink { from: from.to_owned(), kind, lag }),
        Err(_) => Err(format!("the lag of {} is not a length of time; write links like 3, 3FS+2d or 5SS-1w", quoted(text))),
    }
}

/// `3`, FS, `+2d` of `3FS+2d`: the last letters of a kind that are followed by a lag or nothing.
fn with_kind(text: &str) -> Option<(&str, LinkKind, &str)> {
    let one = |(at, _): (usize, char)| {
        let (from, rest) = text.split_at(at);
        let (letters, lag) = rest.split_at_checked(2)?;
        let (_, kind) = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(letters))?;
        let (from, lag) = (from.trim(), lag.trim());
        let fits = !from.is_empty() && (lag.is_empty() || lag.starts_with('+') || lag.starts_with(MINUS));
        fits.then_some((from, *kind, lag))
    };
    text.char_indices().rev().find_map(one)
}

/// `7`, FS, `+2d` of `7+2d`. A minus begins a lag only where a unit says so: `T-01` is a name.
fn without_kind(text: &str) -> Option<(&str, LinkKind, &str)> {
    let sign = |(at, letter): (usize, char)| {
        let (from, lag) = text.split_at(at);
        let is_lag = letter == '+' || (MINUS.contains(&letter) && lag.ends_with(char::is_alphabetic) && signed(lag).is_ok());
        (is_lag && !from.trim().is_empty()).then_some((from.trim(), LinkKind::FinishToStart, lag))
    };
    text.char_indices().rev().find_map(sign)
}

/// A length of time with its sign, which may stand apart: `+ 2d`.
fn signed(text: &str) -> Result<TimeSpan, TimeSpanFault> {
    let plain: String = text.trim_start_matches('+').chars().filter(|letter| !letter.is_whitespace()).collect();
    plain.parse()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        let said = match read(text) {
            Ok(WrittenLink { from, kind, lag }) => format!("{from} {} {lag}", letters(kind)),
            Err(why) => why,
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn links_are_read_as_planners_write_them() {
        check("7", "7 FS 0 days");
        check(" 3FS+2d ", "3 FS 2 days");
        check("5ss - 1 w", "5 SS -5 days");
        check("1.2FF", "1.2 FF 0 days");
        check("12SF−3 ed", "12 SF -3 elapsed days");
        check("7+2,5 days", "7 FS 2.5 days");
        check("7-1w", "7 FS -5 days");
        check("T-01", "T-01 FS 0 days");
        check("T-01FS+2d", "T-01 FS 2 days");
    }

    #[test]
    fn what_is_no_lag_is_said() {
        check("3FS+soon", "the lag of “3FS+soon” is not a length of time; write links like 3, 3FS+2d or 5SS-1w");
        check("3FS+50%", "the lag of “3FS+50%” is a share of a duration, and a lag has to be a length of time");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(number in 1u32..100_000, kind in 0usize..4, ticks in -100_000i64..100_000, elapsed: bool) {
            let lag = TimeSpan::from_ticks(ticks, elapsed && ticks != 0).expect("short enough");
            let link = WrittenLink { from: number.to_string(), kind: KINDS[kind].1, lag };
            prop_assert_eq!(read(&link.to_string()), Ok(link));
        }

        #[test]
        fn nothing_breaks_the_reader(text in ".{0,30}") {
            let _ = read(&text);
        }
    }
}
