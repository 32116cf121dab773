//! Three-point estimates: what they come to on average and how far they spread, in closed form, and how they are typed.
//!
//! Days are those of the task's duration, worked or elapsed. Nothing is drawn at random here.

use super::logic::{Estimate, Spread};
use super::task::Task;
use super::time_span::{Duration, TimeSpan, TimeSpanFault};
use crate::domain::collection::Record;
use crate::domain::extra::Extra;

/// What an estimate comes to, in days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// The mean and the standard deviation of an estimate of `optimistic` to `pessimistic` days, most likely `likely`.
///
/// For Beta-PERT these are the rules of the method (Malcolm and others, Operations Research 7, 1959): a mean of
/// `(a + 4m + b) / 6`, and a sixth of the range as the deviation, whatever the most likely value is.
pub fn expected(optimistic: f64, likely: f64, pessimistic: f64, spread: Spread) -> Expected {
    let (a, m, b) = (optimistic, likely, pessimistic);
    match spread {
        Spread::BetaPert => Expected { mean: (a + 4.0 * m + b) / 6.0, deviation: (b - a) / 6.0 },
        Spread::Triangular => Expected { mean: (a + m + b) / 3.0, deviation: ((a * a + m * m + b * b - a * m - a * b - m * b).max(0.0) / 18.0).sqrt() },
        Spread::Uniform => Expected { mean: (a + b) / 2.0, deviation: (b - a) / 12.0_f64.sqrt() },
    }
}

/// One sentence on what a task's estimate comes to; `None` where it has no estimate, or no duration.
pub fn words(task: &Task) -> Option<String> {
    let (likely, estimate) = (task.work()?.span(), task.estimate.as_ref()?);
    let Expected { mean, deviation } = expected(estimate.optimistic.span().days(), likely.days(), estimate.pessimistic.span().days(), estimate.spread);
    let unit = if likely.is_elapsed() { "elapsed days" } else { "days" };
    Some(format!("On average {mean:.1} {unit}, with a standard deviation of {deviation:.1} {unit}."))
}

/// An end of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// If all goes well.
    Optimistic,
    /// If much goes wrong.
    Pessimistic,
}

/// The task with another end of its estimate, as it is typed; an empty text puts that end at the duration. The first end
/// makes an estimate, whose other end is the duration until it is given. `Err` says why it cannot stand.
pub fn with_end(task: &Task, end: End, text: &str) -> Result<Task, String> {
    let likely = task.work().ok_or("Give the task a duration first: it is the most likely value.")?;
    let given = if text.trim().is_empty() { likely } else { like(text, likely)? };
    let mut task = task.clone();
    let estimate = task.estimate.get_or_insert_with(|| around(likely));
    match end {
        End::Optimistic => estimate.optimistic = given,
        End::Pessimistic => estimate.pessimistic = given,
    }
    task.check().map_err(|why| format!("{why}."))?;
    Ok(task)
}

/// The task with another duration, as it is typed; an empty text takes it away. An estimate follows when the kind of days
/// changes: its figures stay, and count days as the duration does. `Err` says why it cannot stand.
pub fn with_duration(task: &Task, text: &str) -> Result<Task, String> {
    let duration = if text.trim().is_empty() { None } else { Some(text.parse::<Duration>().map_err(|fault| format!("{fault}."))?) };
    let mut task = Task { duration, ..task.clone() };
    if let (Some(duration), Some(estimate)) = (duration, &mut task.estimate) {
        let elapsed = duration.span().is_elapsed();
        estimate.optimistic = counted(estimate.optimistic, elapsed);
        estimate.pessimistic = counted(estimate.pessimistic, elapsed);
    }
    task.check().map_err(|why| format!("{why}."))?;
    Ok(task)
}

/// A length of time as it is typed beside a task's duration, whose kind of days it shares: `20` means elapsed days beside
/// a duration in elapsed days.
pub fn like(text: &str, duration: Duration) -> Result<Duration, String> {
    let say = |fault: TimeSpanFault| format!("{fault}.");
    let typed = text.parse::<Duration>().map_err(say)?;
    match (duration.span().is_elapsed(), typed.span().is_elapsed()) {
        (false, true) => Err(format!("The task takes {duration}, which are worked days; give this in worked days as well.")),
        // Read again with its unit as an elapsed one: a week is seven days then.
        (true, false) => {
            let text = text.trim();
            let end = text.find(|letter: char| letter.is_alphabetic() || letter.is_whitespace()).unwrap_or(text.len());
            let (number, unit) = text.split_at(end);
            let unit = if unit.trim().is_empty() { "days" } else { unit.trim() };
            format!("{number} elapsed {unit}").parse::<Duration>().map_err(say)
        }
        _ => Ok(typed),
    }
}

/// An estimate that says no more than the duration.
fn around(likely: Duration) -> Estimate {
    Estimate { optimistic: likely, pessimistic: likely, spread: Spread::BetaPert, source: String::new(), group: String::new(), extra: Extra::default() }
}

/// As many days, worked or elapsed ones.
pub fn counted(duration: Duration, elapsed: bool) -> Duration {
    TimeSpan::from_ticks(duration.ticks(), elapsed).and_then(Duration::new).unwrap_or(duration)
}

#[cfg(test)]
mod tests {
    use super::super::task::TaskKind;
    use super::*;
    use crate::domain::id::Id;

    /// The figures of 20, 30 and 60 days, by the formulas in textbooks.
    fn check(spread: Spread, mean: f64, deviation: f64) {
        let found = expected(20.0, 30.0, 60.0, spread);
        assert!((found.mean - mean).abs() < 1e-6 && (found.deviation - deviation).abs() < 1e-6, "{spread:?}: {found:?}");
    }

    fn task(duration: &str) -> Task {
        Task { duration: duration.parse().ok(), ..Task::new(Id::joined(&["t"]), "Submit", TaskKind::Task) }
    }

    #[test]
    fn means_and_deviations_are_those_of_the_formulas() {
        check(Spread::BetaPert, 33.333_333_333_333_336, 6.666_666_666_666_667);
        check(Spread::Triangular, 36.666_666_666_666_664, 8.498_365_855_987_975);
        check(Spread::Uniform, 40.0, 11.547_005_383_792_516);
    }

    #[test]
    fn an_estimate_grows_from_its_ends_and_says_what_it_comes_to() {
        let early = with_end(&task("30"), End::Optimistic, "20").expect("it can stand");
        assert_eq!(words(&early).as_deref(), Some("On average 28.3 days, with a standard deviation of 1.7 days."));
        let both = with_end(&early, End::Pessimistic, "60 days").expect("it can stand");
        assert_eq!(words(&both).as_deref(), Some("On average 33.3 days, with a standard deviation of 6.7 days."));
        let back = with_end(&both, End::Pessimistic, " ").expect("it can stand");
        assert_eq!(back, early);
        assert_eq!(words(&task("30")), None);
    }

    #[test]
    fn ends_on_the_wrong_side_of_the_duration_are_refused() {
        let refused = with_end(&task("30"), End::Optimistic, "40");
        assert_eq!(
            refused,
            Err("“Submit” is to take 30 days, which is not between its optimistic 40 days and its pessimistic 30 days; change one of the three.".to_owned())
        );
        assert!(with_end(&task(""), End::Optimistic, "4").is_err());
        assert!(with_end(&task("30"), End::Optimistic, "soon").is_err());
    }

    #[test]
    fn the_days_are_of_the_kind_of_the_duration() {
        let said = |text: &str, duration: &str| like(text, duration.parse().expect("a duration")).map(|duration| duration.to_string());
        assert_eq!(said("20", "30 elapsed days").as_deref(), Ok("20 elapsed days"));
        assert_eq!(said("2 weeks", "30 elapsed days").as_deref(), Ok("14 elapsed days"));
        assert_eq!(said("2w", "30").as_deref(), Ok("10 days"));
        assert!(said("20 elapsed days", "30").is_err());
        let both = with_end(&task("30"), End::Pessimistic, "60").expect("it can stand");
        let elapsed = with_duration(&both, "40 elapsed days").expect("it can stand");
        assert_eq!(elapsed.estimate.map(|estimate| estimate.pessimistic.to_string()), Some("60 elapsed days".to_owned()));
        assert!(with_duration(&both, "70").is_err());
    }
}
