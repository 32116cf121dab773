//! What a risk would do to the schedule: by how much it would delay which tasks.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::logic::Spread;
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::Duration;

/// By how much a task takes longer if the risk happens: a three-point estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TaskDelay {
    /// The task.
    pub task: Id<Task>,
    /// If all goes well.
    pub optimistic: Duration,
    /// Most likely.
    pub likely: Duration,
    /// If much goes wrong.
    pub pessimistic: Duration,
    /// How the delays between them are spread.
    #[serde(default = "beta_pert", skip_serializing_if = "is_beta_pert")]
    pub spread: Spread,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl TaskDelay {
    /// A delay of a task by this much, give or take nothing.
    pub fn new(task: Id<Task>, by: Duration) -> TaskDelay {
        TaskDelay { task, optimistic: by, likely: by, pessimistic: by, spread: beta_pert(), extra: Extra::default() }
    }

    /// Why it makes no sense, as the end of a sentence; `None` where it does.
    pub(super) fn fault(&self) -> Option<String> {
        let TaskDelay { optimistic, likely, pessimistic, .. } = self;
        if !(optimistic.ticks() <= likely.ticks() && likely.ticks() <= pessimistic.ticks()) {
            return Some(format!(
                "is most likely {likely}, which is not between its optimistic {optimistic} and its pessimistic {pessimistic}; change one of the three"
            ));
        }
        let elapsed = [optimistic, likely, pessimistic].map(|length| length.span().is_elapsed() && length.ticks() > 0);
        let working = [optimistic, likely, pessimistic].map(|length| !length.span().is_elapsed() && length.ticks() > 0);
        (elapsed.contains(&true) && working.contains(&true)).then(|| "mixes working days and elapsed days; give all three in the same".to_owned())
    }
}

fn beta_pert() -> Spread {
    Spread::BetaPert
}

fn is_beta_pert(spread: &Spread) -> bool {
    *spread == Spread::BetaPert
}
