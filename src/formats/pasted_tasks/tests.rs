//! What tables come to.

use proptest::prelude::*;

use super::*;
use crate::domain::collection::Collection;
use crate::domain::date::Timestamp;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::notation::WrittenLink;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::time_span::TimeSpan;
use crate::formats::schedule_csv;

fn pasted(text: &str) -> (Vec<Task>, Vec<String>) {
    read(text, &mut IdMaker::new([7; 16]))
}

/// Each task in a line: outline number, name, kind where it is a milestone, then what it has.
fn told(tasks: &[Task]) -> Vec<String> {
    let collection = Collection::from_records(tasks.to_vec()).expect("ids of their own");
    let numbers = Outline::new(&collection).numbers();
    let day = |label: &str, day: Option<Date>| day.map(|day| format!(" {label} {}", day.iso())).unwrap_or_default();
    let one = |(task, number): (&Task, &String)| {
        let links: Vec<String> = task
            .predecessors
            .iter()
            .filter_map(|link| {
                let from = collection.place(&link.task).map(|place| (place + 1).to_string())?;
                Some(WrittenLink { from, kind: link.kind, lag: link.lag }.to_string())
            })
            .collect();
        let mut line = format!("{number} {}", task.name);
        line.push_str(if task.kind == TaskKind::Milestone { " (milestone)" } else { "" });
        line.push_str(&task.work().map(|work| format!(" {}", work.span().short())).unwrap_or_default());
        line.push_str(&day("from", task.planned_start));
        line.push_str(&day("to", task.planned_finish));
        line.push_str(&task.wish.map(|wish| format!(" {wish:?}")).unwrap_or_default());
        line.push_str(&if links.is_empty() { String::new() } else { format!(" after {}", links.join("; ")) });
        line
    };
    tasks.iter().zip(&numbers).map(one).collect()
}

fn check(text: &str, tasks: &[&str], sentences: &[&str]) {
    let (found, said) = pasted(text);
    assert_eq!(told(&found), tasks, "{text}");
    assert_eq!(said, sentences, "{text}");
}

#[test]
fn columns_without_headings_are_name_duration_start_finish_and_owner() {
    check(
        "Write protocol\t10\t2027-05-03\t\tMedical writing\nContract\t\t14 May 2027\t18.06.2027\tLegal\nApproval\t0\t\t2027-07-01\n",
        &["1 Write protocol 10d StartNoEarlierThan(2027-05-03)", "2 Contract from 2027-05-14 to 2027-06-18", "3 Approval (milestone) to 2027-07-01"],
        &[],
    );
    assert_eq!(pasted("A\t5\t\t\tLegal").0[0].owner, "Legal");
}

#[test]
fn headings_come_in_any_order_and_links_by_number() {
    check(
        "ID\tPredecessors\tTask Name\tDuration\n1\t\tProtocol\t2 wks\n2\t1\tSubmit\t5 days?\n3\t2FS+2d; 1SS\tApproval\t0d\n",
        &["1 Protocol 10d", "2 Submit 5d after 1", "3 Approval (milestone) after 2FS+2d; 1SS"],
        &[],
    );
    check(
        "Name;Duration;Predecessors\nPhase;;\n  Protocol;2,5 d;\n  Submit;1w;2+1d\nOther;3;Submit",
        &["1 Phase", "1.1 Protocol 2.5d", "1.2 Submit 5d after 2FS+1d", "2 Other 3d after 3"],
        &[],
    );
    check(
        "WBS,Name,Predecessors,Milestone\n1,Phase,,no\n1.1,First,,no\n1.10,Second,1.1FF,yes\n2,Third,1,no\n",
        &["1 Phase", "1.1 First", "1.2 Second (milestone) after 2FF", "2 Third after 1"],
        &[],
    );
}

#[test]
fn levels_make_the_outline_where_no_numbers_do() {
    check("Level\tName\n1\tPhase\n2\tFirst\n3\tPart\n2\tSecond\n1\tOther", &["1 Phase", "1.1 First", "1.1.1 Part", "1.2 Second", "2 Other"], &[]);
    check(
        "WBS\tName\n1\tPhase\n?\tFirst",
        &["1 Phase", "2 First"],
        &["Row 3, Outline number: “?” is not an outline number such as 1.2, so the row stands at the top."],
    );
}

#[test]
fn a_list_of_names_is_a_table_too() {
    check("Write, then submit\n\nApprove", &["1 Write, then submit", "2 Approve"], &[]);
    check("Start-up\n\tProtocol\n\t\tReview\n\tSubmit\nConduct", &["1 Start-up", "1.1 Protocol", "1.1.1 Review", "1.2 Submit", "2 Conduct"], &[]);
    check("", &[], &[]);
    check("Name,Note\nA,\"one\ttwo\"\nB\n", &["1 A", "2 B"], &[]);
    check("Name\nA", &["1 A"], &[]);
}

#[test]
fn what_is_not_understood_is_said_with_row_and_column() {
    check(
        "Name\tDuration\tStart\tFinish\tCost\tPredecessors\nA\tsoon\t31.02.2027\t\t100\t\n\t2\t\t\t\t1SS+x\nC\t\t2027-05-10\t2027-05-03\t\t\nD\t1\t2027-05-03\t\t\t9, 4, 1, 1, 3+50%",
        &["1 A", "2 Task without a name 2d", "3 C from 2027-05-10", "4 D 1d after 1"],
        &[
            "Column 5, “Cost”: a plan keeps nothing of this name, so the column was left out.",
            "Row 2, Duration: “soon” is not a length of time; write days, such as 10, 2.5, 3 weeks or 30 elapsed days.",
            "Row 3: it has no name, and is called “Task without a name”.",
            "Row 2, Start: “31.02.2027” is not a day between 1900 and 2199.",
            "Row 4, Finish: 3 May 2027 comes before the start, 10 May 2027, and is left out.",
            "Row 3, Predecessors: the lag of “1SS+x” is not a length of time; write links like 3, 3FS+2d or 5SS-1w; the link was left out.",
            "Row 5, Predecessors: there is no row “9”; the link was left out.",
            "Row 5, Predecessors: the row would wait for itself, so that link was left out.",
            "Row 5, Predecessors: “1” names a row for the second time, and is left out.",
            "Row 5, Predecessors: the lag of “3+50%” is a share of a duration, and a lag has to be a length of time; the link was left out.",
            "1 row has its dates calculated from duration and links; the dates in the table were not taken for them.",
        ],
    );
    check("Start\tFinish\n2027-05-03\t2027-05-04", &[], &["The first row names columns, and none of them is the name of the task; call one of them Name."]);
    check(
        "A\t\t05/06/2027\nB\t\t07/08/2027\t",
        &["1 A from 2027-06-05", "2 B from 2027-08-07"],
        &[
            "Row 1, Start: “05/06/2027” can be read in two ways and was taken as 5 Jun 2027, with the day before the month, like 1 date more. Write dates like 2027-06-05 to be sure.",
        ],
    );
    check(
        "Name,Predecessors\nA,3\nB,1\nC,2\n",
        &["1 A after 3", "2 B after 1", "3 C after 2"],
        &["“B”, “C” and “A” wait for each other in a circle, so no dates can be calculated until one of their links is removed."],
    );
}

#[test]
fn progress_is_read_in_words_and_shares() {
    let progress = |cell: &str| pasted(&format!("Name\tDuration\tStart\tFinish\tStatus\nA\t10\t2027-05-03\t2027-05-14\t{cell}")).0[0].progress;
    let day = |text: &str| text.parse::<Date>().expect("a date");
    let days = |days: u32| Duration::working_days(days);
    assert_eq!(progress("Done on 2027-05-12, since 2027-05-04"), Progress::Done { on: day("2027-05-12"), since: Some(day("2027-05-04")) });
    assert_eq!(progress("Completed"), Progress::Done { on: day("2027-05-14"), since: Some(day("2027-05-03")) });
    assert_eq!(progress("Started on 2027-05-04, 4d left"), Progress::Started { on: day("2027-05-04"), remaining: days(4) });
    assert_eq!(progress("40%"), Progress::Started { on: day("2027-05-03"), remaining: days(6) });
    assert_eq!([progress("0"), progress("Not started")], [Progress::NotStarted; 2]);
    assert_eq!(progress("1"), Progress::Done { on: day("2027-05-14"), since: Some(day("2027-05-03")) });
}

/// A task by itself: its name, how far up its summary stands, its length in ticks, and its links.
type Made = (String, u8, Option<i64>, Vec<(prop::sample::Index, u8, i64)>);

/// A plan of tasks with outline, durations, milestones and links that make no circle.
fn plan(made: Vec<Made>) -> TrialPlan {
    let kinds = [LinkKind::FinishToStart, LinkKind::StartToStart, LinkKind::FinishToFinish, LinkKind::StartToFinish];
    let id = |place: usize| Id::<Task>::joined(&["t", &place.to_string()]);
    let mut tasks: Vec<Task> = Vec::new();
    for (place, (name, up, ticks, links)) in made.into_iter().enumerate() {
        let mut task = Task::new(id(place), name, if ticks.is_none() { TaskKind::Milestone } else { TaskKind::Task });
        // Part of the task before, or of what that is part of.
        let mut above = place.checked_sub(1).map(id);
        for _ in 0..up {
            above = above.and_then(|above| tasks.iter().find(|task| task.id == above)).and_then(|task| task.parent.clone());
        }
        task.parent = above;
        task.duration = ticks.and_then(|ticks| TimeSpan::from_ticks(ticks, ticks % 2 == 1)).and_then(Duration::new);
        for (from, kind, lag) in links {
            let from = id(from.index(place.max(1)));
            if place > 0 && !task.predecessors.iter().any(|link| link.task == from) {
                let lag = TimeSpan::from_ticks(lag, false).expect("short enough");
                task.predecessors.push(Dependency { kind: kinds[usize::from(kind)], lag, ..Dependency::on(from) });
            }
        }
        tasks.push(task);
    }
    let summaries: std::collections::BTreeSet<Id<Task>> = tasks.iter().filter_map(|task| task.parent.clone()).collect();
    for task in tasks.iter_mut().filter(|task| summaries.contains(&task.id)) {
        (task.kind, task.duration) = (TaskKind::Task, None);
    }
    TrialPlan { tasks: Collection::from_records(tasks).expect("ids of their own"), ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0)) }
}

proptest! {
    #[test]
    fn nothing_breaks_the_reader(text in "(?s).{0,200}", cells in proptest::collection::vec("[ -~\t\n;,\"'€]{0,12}", 0..40)) {
        let _ = pasted(&text);
        let _ = pasted(&format!("Name\tDuration\tStart\tFinish\tPredecessors\tWish\tProgress\n{}", cells.join("\t")));
        let (tasks, said) = pasted(&cells.join("\n"));
        prop_assert!(Collection::from_records(tasks).is_ok());
        prop_assert!(said.iter().all(|sentence| sentence.ends_with('.') && !sentence.chars().any(char::is_control)), "{said:?}");
    }

    #[test]
    fn the_table_that_is_exported_comes_back(made in proptest::collection::vec(
        ("[a-zA-Z=,;\"+-][a-zA-Z0-9 ,;\"'.%-]{0,12}[a-z]", 0u8..4, proptest::option::of(0i64..5_000), proptest::collection::vec((any::<prop::sample::Index>(), 0u8..4, -2_000i64..2_000), 0..3)),
        1..12,
    )) {
        let plan = plan(made);
        let before: Vec<Task> = plan.tasks.iter().map(|task| Task::clone(task)).collect();
        let text = schedule_csv::write(&plan, plan.forecast().ok().as_ref());
        let (after, said) = pasted(&text);
        prop_assert_eq!(told(&after), told(&before));
        prop_assert!(said.iter().all(|sentence| sentence.contains("dates calculated") || sentence.contains("in a circle")), "{said:?}");
    }
}

#[test]
fn the_example_is_read_as_it_looks() {
    let tasks =
        ["1 Start-up", "1.1 Write the protocol 20d StartNoEarlierThan(2027-05-03)", "1.2 Ethics review 30ed after 2", "2 First site open (milestone) after 3"];
    check(EXAMPLE, &tasks, &[]);
}

#[test]
fn copied_rows_are_pasted_again() {
    let (tasks, _) = pasted(EXAMPLE);
    let plan = TrialPlan {
        tasks: Collection::from_records(tasks.clone()).expect("ids of their own"),
        ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    };
    let ids: Vec<Id<Task>> = tasks.iter().map(|task| task.id.clone()).collect();
    let text = write(&plan, &ids);
    assert_eq!(
        text.split("\r\n").collect::<Vec<_>>(),
        [
            "Name\tDuration\tStart\tFinish\tOwner\tPredecessors",
            "Start-up\t\t\t\t\t",
            "  Write the protocol\t20d\t\t\tMedical lead\t",
            "  Ethics review\t30ed\t\t\tRegulatory lead\t2",
            "First site open\t0d\t\t\tOperations lead\t3",
            "",
        ]
    );
    assert_eq!(told(&pasted(&text).0), ["1 Start-up", "1.1 Write the protocol 20d", "1.2 Ethics review 30ed after 2", "2 First site open (milestone) after 3"]);
    // Without what they are part of and what they wait for, rows stand by themselves.
    assert_eq!(write(&plan, &ids[2..]).lines().nth(1), Some("Ethics review\t30ed\t\t\tRegulatory lead\t"));
    assert_eq!(write(&plan, &ids[..1]).lines().next(), Some("Name\tDuration\tStart\tFinish\tOwner"));
    // In a table that is sorted, a part may stand before the whole.
    let sorted = [ids[1].clone(), ids[0].clone(), ids[3].clone(), ids[2].clone()];
    assert_eq!(
        told(&pasted(&write(&plan, &sorted)).0),
        ["1 Write the protocol 20d", "2 Start-up", "3 First site open (milestone) after 4", "4 Ethics review 30ed after 1"]
    );
}

#[test]
fn names_that_would_break_a_table_are_copied_whole() {
    let names = ["=cmd()", "a\tb", "two\nlines", "\"quoted\"", "-1"];
    let tasks: Vec<Task> = names.iter().enumerate().map(|(place, name)| Task::new(Id::joined(&["t", &place.to_string()]), *name, TaskKind::Task)).collect();
    let ids: Vec<Id<Task>> = tasks.iter().map(|task| task.id.clone()).collect();
    let plan = TrialPlan {
        tasks: Collection::from_records(tasks).expect("ids of their own"),
        ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    };
    let found: Vec<String> = pasted(&write(&plan, &ids)).0.into_iter().map(|task| task.name).collect();
    assert_eq!(found, names);
}
