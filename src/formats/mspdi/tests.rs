//! What projects come to.

use proptest::prelude::*;

use super::*;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::document::Head;
use crate::domain::id::Id;
use crate::domain::schedule::baseline::{Baseline, BaselineTask};
use crate::domain::schedule::logic::{Dependency, Wish, WishKind};
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};

/// A project of these tasks.
fn project(tasks: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Project xmlns="{NAMESPACE}"><Name>Kestrel.xml</Name><StartDate>2027-05-03T08:00:00</StartDate>
        <CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><Calendars><Calendar><UID>1</UID><Name>Germany</Name><IsBaseCalendar>1</IsBaseCalendar>
        <WeekDays><WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking></WeekDay>
        <WeekDay><DayType>3</DayType><DayWorking>1</DayWorking></WeekDay><WeekDay><DayType>4</DayType><DayWorking>1</DayWorking></WeekDay>
        <WeekDay><DayType>5</DayType><DayWorking>1</DayWorking></WeekDay><WeekDay><DayType>6</DayType><DayWorking>1</DayWorking></WeekDay>
        <WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays><Exceptions><Exception><Name>Whit Monday</Name>
        <TimePeriod><FromDate>2027-05-17T00:00:00</FromDate><ToDate>2027-05-17T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception></Exceptions>
        </Calendar></Calendars><Tasks><Task><UID>0</UID><Name>Kestrel</Name><OutlineLevel>0</OutlineLevel></Task>{tasks}</Tasks></Project>"#
    )
}

fn made(tasks: &str) -> MadePlan {
    read(&project(tasks), &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).unwrap_or_else(|fault| panic!("{fault}"))
}

#[test]
fn tasks_come_with_outline_links_wishes_and_progress() {
    let found = made(
        "<Task><UID>1</UID><Name>Start-up</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary><Duration>PT96H0M0S</Duration></Task>
         <Task><UID>5</UID><Name>Submit</Name><OutlineLevel>2</OutlineLevel><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat><ActualStart>2027-05-03T08:00:00</ActualStart><RemainingDuration>PT16H0M0S</RemainingDuration></Task>
         <Task><UID>7</UID><Name>Approval</Name><OutlineLevel>2</OutlineLevel><Milestone>1</Milestone><Duration>PT0H0M0S</Duration><Deadline>2027-07-01T17:00:00</Deadline>
         <PredecessorLink><PredecessorUID>5</PredecessorUID><Type>1</Type><LinkLag>432000</LinkLag><LagFormat>8</LagFormat></PredecessorLink></Task>
         <Task><UID>9</UID><Name>Contract</Name><OutlineLevel>1</OutlineLevel><Duration>PT80H0M0S</Duration><ConstraintType>4</ConstraintType><ConstraintDate>2027-05-10T08:00:00</ConstraintDate>
         <PredecessorLink><PredecessorUID>5</PredecessorUID><Type>3</Type><LinkLag>-4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task>",
    );
    let tasks: Vec<_> = found.plan.tasks.iter().collect();
    assert_eq!(
        tasks.iter().map(|task| (task.id.as_str(), task.parent.as_ref().map(|parent| parent.as_str()))).collect::<Vec<_>>(),
        [("1", None), ("5", Some("1")), ("7", Some("1")), ("9", None)]
    );
    assert_eq!(
        tasks.iter().map(|task| task.duration.map(|duration| duration.to_string()).unwrap_or_default()).collect::<Vec<_>>(),
        ["", "5 days", "", "10 days"]
    );
    assert!(matches!(tasks[1].progress, Progress::Started { remaining: Some(remaining), .. } if remaining.to_string() == "2 days"));
    assert_eq!(
        (tasks[2].kind, tasks[2].predecessors[0].lag.to_string(), tasks[2].deadline.map(|day| day.iso())),
        (TaskKind::Milestone, "30 elapsed days".to_owned(), Some("2027-07-01".to_owned()))
    );
    assert_eq!((tasks[3].predecessors[0].kind, tasks[3].predecessors[0].lag.to_string()), (LinkKind::StartToStart, "-1 days".to_owned()));
    assert_eq!((found.plan.document.title.as_str(), found.plan.calendars.len(), found.plan.findings()), ("Kestrel", 1, Vec::new()));
    assert_eq!(found.leaves_out, []);
    let schedule = found.plan.schedule(None).expect("no circle");
    let days: Vec<String> = (0..4).filter_map(|place| schedule.dates(place)).map(|dates| format!("{} to {}", dates.start.iso(), dates.finish.iso())).collect();
    assert_eq!(days[3], "2027-05-10 to 2027-05-24", "over Whit Monday");
}

#[test]
fn what_is_not_carried_over_is_told_with_how_often() {
    let found = made(
        "<Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration><Cost>100</Cost><Baseline><Number>0</Number></Baseline></Task>
         <Task><UID>2</UID><Name>B</Name><Duration>PT8H0M0S</Duration><Cost>100</Cost><PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>50</LinkLag><LagFormat>19</LagFormat></PredecessorLink>
         <PredecessorLink><PredecessorUID>77</PredecessorUID></PredecessorLink></Task>
         <Task><UID>3</UID><Name>C</Name><Active>0</Active></Task>",
    );
    let said: Vec<(String, String)> = found.leaves_out.into_iter().map(|part| (part.path, part.reason)).collect();
    assert_eq!(
        said.iter().map(|(path, reason)| (path.as_str(), reason.as_str())).collect::<Vec<_>>(),
        [
            ("Tasks.Task", "Tasks that are switched off are not carried over"),
            ("Tasks.Task[].Baseline", "A baseline without its number or its dates is not carried over"),
            ("Tasks.Task[].Cost", "Costs of tasks are not carried over (2 times)"),
            ("Tasks.Task[].PredecessorLink", "Links to tasks that are not carried over are not either"),
            ("Tasks.Task[].PredecessorLink.LinkLag", "A lag that is a share of a duration is not carried over: the link stays, without its lag"),
        ]
    );
}

#[test]
fn what_is_no_project_is_refused_in_a_sentence() {
    let said = |text: &str| read(text, &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).expect_err("refused").to_string();
    assert!(!recognises("<svg xmlns=\"x\"/>") && recognises(&project("")));
    assert_eq!(said(&project("")), "This project holds no task, so no plan can be made of it.");
    assert_eq!(said("<Tasks/>"), "This XML is of Microsoft Project and holds no project; save the plan as XML again.");
    assert!(said(&project("<Task><UID>1</UID></Task><Task><UID>1</UID></Task>")).starts_with("While the plan was made, "));
}

/// A plan of every kind of task, with ids that are no numbers.
fn every_kind() -> TrialPlan {
    crate::domain::wire::from_value(serde_json::json!({
        "document": { "id": "p", "title": "Kestrel & Co", "created": "2027-05-03T09:00:00.000Z", "changed": "2027-05-03T09:00:00.000Z", "revision": 0 },
        "scheduling": { "start": "2027-05-03", "statusDate": "2027-05-14", "calendar": "de" },
        "calendars": [
            { "id": "de", "name": "Germany", "exceptions": [{ "name": "Whit Monday", "first": "2027-05-17", "last": "2027-05-17" }, { "first": "2027-12-24", "last": "2028-01-01" }, { "name": "Moved", "first": "2027-05-22", "last": "2027-05-22", "worked": true }] },
            { "id": "all", "name": "Every day", "week": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] },
        ],
        "tasks": [
            { "id": "late-part", "name": "Part that stands first", "kind": "task", "parent": "start-up", "duration": { "days": 2.5 }, "calendar": "all" },
            { "id": "start-up", "name": "Start-up <all>", "kind": "task", "predecessors": [{ "task": "write" }] },
            { "id": "review", "name": "Review", "kind": "task", "parent": "start-up", "duration": { "days": 30, "elapsed": true }, "predecessors": [{ "task": "late-part", "kind": "startToStart", "lag": { "days": -1.5 } }, { "task": "write", "kind": "finishToFinish", "lag": { "days": 3, "elapsed": true } }], "note": "Two\nlines" },
            { "id": "write", "name": "Write", "kind": "task", "duration": { "days": 10 }, "progress": { "state": "started", "on": "2027-05-04", "remaining": { "days": 4 } } },
            { "id": "kick-off", "name": "Kick-off", "kind": "milestone", "plannedFinish": "2027-05-08", "progress": { "state": "done", "on": "2027-05-10" } },
            { "id": "contract", "name": "Contract", "kind": "task", "plannedStart": "2027-05-08", "plannedFinish": "2027-06-20" },
            { "id": "approval", "name": "Approval", "kind": "milestone", "predecessors": [{ "task": "review" }], "deadline": "2027-07-01", "wish": { "kind": "startNoEarlierThan", "on": "2027-06-01" } },
            { "id": "ship", "name": "Ship", "kind": "task", "duration": { "days": 1 }, "wish": { "kind": "mustFinishOn", "on": "2027-06-30" }, "predecessors": [{ "task": "contract" }, { "task": "approval", "kind": "startToFinish" }], "progress": { "state": "notStarted" } },
        ],
    }))
    .expect("a plan")
}

/// Names, dates and floats of the schedule, in the order of the names.
fn told(plan: &TrialPlan) -> Vec<(String, Option<crate::domain::schedule::of_tasks::TaskDates>)> {
    use crate::domain::schedule::of_tasks::{Reason, TaskDates};
    let schedule = plan.schedule(plan.scheduling.status_date).expect("no circle");
    // Places differ where the order does.
    let plain = |dates: TaskDates| TaskDates { reason: Reason::PlanStart, ..dates };
    let mut all: Vec<_> = plan.tasks.iter().enumerate().map(|(place, task)| (task.name.clone(), schedule.dates(place).map(plain))).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

#[test]
fn a_plan_that_is_written_as_a_project_and_read_again_has_the_same_schedule() {
    let plan = every_kind();
    let text = write(&plan);
    let again = read(&text, &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(told(&again.plan), told(&plan));
    assert_eq!((again.plan.document.title.as_str(), again.leaves_out.as_slice(), again.plan.findings()), ("Kestrel & Co", [].as_slice(), Vec::new()));
    let names = |plan: &TrialPlan| plan.tasks.iter().map(|task| task.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&again.plan)[..3], ["Start-up <all>", "Part that stands first", "Review"], "a project lists parts below what they are part of");
    assert_eq!(again.plan.tasks.iter().find(|task| task.name == "Review").map(|task| task.note.as_str()), Some("Two\nlines"));
    // The moments of the document are those at which it was made, here and there.
    let document = plan.document.clone();
    assert_eq!(write(&TrialPlan { document: Head { id: again.plan.document.id.clone(), ..document }, ..again.plan }), text, "and writes the same project");
}

/// The plan of every kind of task with roles and two baselines.
fn agreed() -> TrialPlan {
    let plan = every_kind();
    let schedule = plan.schedule(None).expect("no circle");
    let day = "2027-05-03".parse().expect("a date");
    let later = plan.forecast().expect("no circle");
    let baselines = vec![
        Baseline::of(&plan.tasks, &schedule, Id::joined(&["first"]), "First", day),
        Baseline::of(&plan.tasks, &later, Id::joined(&["second"]), "As agreed", day),
    ];
    let roles = ["", "Medical writing", "Sites & <monitoring>", "Medical writing"];
    let tasks = plan.tasks.map(|place, task| Some(std::sync::Arc::new(Task { owner: roles[place % 4].to_owned(), ..Task::clone(task) })));
    TrialPlan { tasks, baselines: Collection::from_records(baselines).expect("ids of their own"), ..plan }
}

#[test]
fn baselines_and_roles_come_through_a_project_in_their_order() {
    let plan = agreed();
    let again = read(&write(&plan), &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(told(&again.plan), told(&plan));
    let said = |plan: &TrialPlan| {
        let of = |baseline: &std::sync::Arc<Baseline>| {
            let mut entries: Vec<_> = baseline.tasks.iter().map(|entry| (entry.name.clone(), entry.start, entry.finish, entry.duration)).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            entries
        };
        plan.baselines.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(said(&again.plan), said(&plan));
    let names: Vec<String> = again.plan.baselines.iter().map(|baseline| format!("{} of {}", baseline.name, baseline.set_on.iso())).collect();
    assert_eq!(names, ["Baseline 1 of 2027-05-03", "Baseline of 2027-05-03"], "the last is the one that the plan is held against");
    let owners = |plan: &TrialPlan| {
        let mut owners: Vec<(String, String)> = plan.tasks.iter().map(|task| (task.name.clone(), task.owner.clone())).collect();
        owners.sort();
        owners
    };
    // Start-up is the sum of its parts, and a project gives no role to such.
    let mut expected = owners(&plan);
    expected.iter_mut().filter(|(name, _)| name == "Start-up <all>").for_each(|(_, owner)| owner.clear());
    assert_eq!(owners(&again.plan), expected);
    assert_eq!(
        again.leaves_out.iter().map(|part| part.reason.as_str()).collect::<Vec<_>>(),
        ["A project does not say when its baselines were set, so they have the day of the file, 3 May 2027"]
    );
    assert_eq!(left_out(&plan), ["The owners of 1 task with parts are left out.", "The names of the baselines, and when they were set, are left out.",]);
}

/// A task by itself: how far up its summary stands, its length in ticks, its wish, its own dates, how far it has come, its
/// deadline, and its links.
type Made = (u8, Option<(i64, bool)>, Option<(usize, i64)>, Option<(i64, i64)>, u8, Option<i64>, Vec<(prop::sample::Index, usize, i64, bool)>);

fn made_tasks() -> impl Strategy<Value = Vec<Made>> {
    let link = (any::<prop::sample::Index>(), 0usize..4, -3_000i64..3_000, any::<bool>());
    let task = (
        0u8..4,
        proptest::option::weighted(0.7, (1i64..6_000, proptest::bool::weighted(0.2))),
        proptest::option::weighted(0.3, (0usize..7, 0i64..60)),
        proptest::option::weighted(0.5, (0i64..60, 0i64..20)),
        0u8..6,
        proptest::option::weighted(0.3, 0i64..90),
        proptest::collection::vec(link, 0..3),
    );
    proptest::collection::vec(task, 1..12)
}

fn random_plan(made: Vec<Made>, status: Option<i64>) -> TrialPlan {
    let start: Date = "2027-05-03".parse().expect("a date");
    let id = |place: usize| Id::<Task>::joined(&["t", &place.to_string()]);
    let mut tasks: Vec<Task> = Vec::new();
    for (place, (up, length, wish, own, progress, deadline, links)) in made.into_iter().enumerate() {
        let kind = if length.is_none() && own.is_none() { TaskKind::Milestone } else { TaskKind::Task };
        let mut task = Task::new(id(place), format!("T{place:02}"), kind);
        let above = |above: Option<Id<Task>>| above.and_then(|above| tasks.iter().find(|task| task.id == above)).and_then(|task| task.parent.clone());
        task.parent = (0..up).fold(place.checked_sub(1).map(id), |parent, _| above(parent));
        task.duration = length.and_then(|(ticks, elapsed)| TimeSpan::from_ticks(ticks, elapsed)).and_then(Duration::new);
        match (length, own) {
            (None, Some((from, days))) => (task.planned_start, task.planned_finish) = (Some(start.plus_days(from)), Some(start.plus_days(from + days))),
            _ => task.wish = wish.and_then(|(kind, day)| Wish::new(WishKind::ALL[kind], Some(start.plus_days(day)))),
        }
        task.progress = match progress {
            0 => Progress::Done { on: start.plus_days(4), since: None },
            1 => Progress::Done { on: start.plus_days(4), since: Some(start.plus_days(1)) },
            2 if kind == TaskKind::Task => Progress::Started { on: start.plus_days(1), remaining: task.duration },
            _ => Progress::NotStarted,
        };
        task.deadline = deadline.map(|days| start.plus_days(days));
        for (from, kind, ticks, elapsed) in links.into_iter().filter(|_| place > 0) {
            let from = id(from.index(place.max(1)));
            if task.predecessors.iter().all(|link| link.task != from) {
                let lag = TimeSpan::from_ticks(ticks, elapsed).expect("short enough");
                task.predecessors.push(Dependency { kind: LinkKind::ALL[kind], lag, ..Dependency::on(from) });
            }
        }
        tasks.push(task);
    }
    // What has parts is what they are.
    let summaries: std::collections::BTreeSet<Id<Task>> = tasks.iter().filter_map(|task| task.parent.clone()).collect();
    for task in tasks.iter_mut().filter(|task| summaries.contains(&task.id)) {
        *task = Task {
            parent: task.parent.clone(),
            predecessors: task.predecessors.clone(),
            deadline: task.deadline,
            ..Task::new(task.id.clone(), task.name.clone(), TaskKind::Task)
        };
    }
    let scheduling = Scheduling { start: Some(start), status_date: status.map(|days| start.plus_days(days)), ..Scheduling::default() };
    TrialPlan {
        tasks: Collection::from_records(tasks).expect("ids of their own"),
        scheduling: Arc::new(scheduling),
        ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    }
}

proptest! {
    #[test]
    fn any_plan_comes_through_a_project_with_its_dates_floats_and_baseline(made in made_tasks(), status in proptest::option::of(0i64..20)) {
        let plan = random_plan(made, status);
        if let Ok(schedule) = plan.forecast() {
            let baseline = Baseline::of(&plan.tasks, &schedule, Id::joined(&["b"]), "Agreed", plan.document.created.date());
            let plan = TrialPlan { baselines: Collection::from_records(vec![baseline]).expect("one"), ..plan };
            let again = read(&write(&plan), &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).unwrap_or_else(|fault| panic!("{fault}")).plan;
            prop_assert_eq!(told(&again), told(&plan));
            let agreed = |plan: &TrialPlan| {
                let entries = plan.baseline().map(|baseline| baseline.tasks.clone()).unwrap_or_default();
                entries.into_iter().map(|entry| (entry.name, entry.start, entry.finish, entry.duration)).collect::<Vec<_>>()
            };
            prop_assert_eq!(agreed(&again), agreed(&plan));
        }
    }
}

#[test]
fn the_youngest_baselines_are_kept_and_the_last_is_number_0() {
    let plan = agreed();
    let last = plan.baselines.iter().next_back().expect("a baseline").clone();
    let many = (0..13).map(|number: usize| Baseline { id: Id::joined(&[&number.to_string()]), set_on: last.set_on, ..Baseline::clone(&last) });
    let many = many.map(|baseline| {
        let start = last.set_on.plus_days(baseline.id.as_str().parse().expect("a number"));
        let tasks = baseline.tasks.iter().take(1).map(|entry| BaselineTask { start, finish: start, ..entry.clone() }).collect();
        Baseline { tasks, ..baseline }
    });
    let plan = TrialPlan { baselines: Collection::from_records(many.collect()).expect("ids of their own"), ..plan };
    let again = read(&write(&plan), &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).unwrap_or_else(|fault| panic!("{fault}"));
    let days: Vec<(String, i64)> = again.plan.baselines.iter().map(|own| (own.name.clone(), own.tasks[0].start.days_since(last.set_on))).collect();
    assert_eq!((days.len(), &days[0], &days[9], &days[10]), (11, &("Baseline 1".to_owned(), 2), &("Baseline 10".to_owned(), 11), &("Baseline".to_owned(), 12)));
    assert!(left_out(&plan).contains(&"2 old baselines are left out: a project holds 11.".to_owned()));
}

#[test]
fn resources_become_roles_and_their_rates_are_told() {
    let found = read(
        &project("<Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration></Task><Task><UID>2</UID><Name>B</Name><Duration>PT8H0M0S</Duration></Task>").replace(
            "</Project>",
            "<Resources><Resource><UID>1</UID><Name>Paper</Name><Type>0</Type></Resource><Resource><UID>2</UID><Name>Data management</Name><Type>1</Type><StandardRate>80</StandardRate></Resource>
             <Resource><UID>3</UID><Name>Statistics</Name></Resource><Resource><UID>4</UID><Name>Nobody</Name></Resource></Resources>
             <Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment><Assignment><TaskUID>1</TaskUID><ResourceUID>3</ResourceUID><Units>0.5</Units></Assignment>
             <Assignment><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID></Assignment><Assignment><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments></Project>",
        ),
        &mut IdMaker::new([7; 16]),
        Timestamp::from_millis(0),
    )
    .unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(found.plan.tasks.iter().map(|task| task.owner.as_str()).collect::<Vec<_>>(), ["Statistics", ""]);
    assert_eq!(
        found.leaves_out.iter().map(|part| part.reason.as_str()).collect::<Vec<_>>(),
        [
            "A task has one role that answers for it: its first resource; the others are not carried over",
            "How much of its time a resource gives to a task is not carried over",
            "A resource that has no task is not carried over",
            "Material and costs are not carried over: only resources that work become roles",
            "What resources cost is not carried over: a plan names roles, without rates",
        ]
    );
}

#[test]
fn what_a_project_has_no_place_for_is_named() {
    let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
        "document": { "id": "p", "title": "Kestrel", "created": "2027-05-03T09:00:00.000Z", "changed": "2027-05-03T09:00:00.000Z", "revision": 0 },
        "countries": [{ "id": "de", "name": "Germany" }],
        "tasks": [
            { "id": "a", "name": "A", "kind": "task", "workPackage": "Start-up", "duration": { "days": 5 }, "estimate": { "optimistic": { "days": 3 }, "pessimistic": { "days": 9 }, "spread": "betaPert" }, "predecessors": [{ "task": "b" }] },
            { "id": "b", "name": "B", "kind": "task", "duration": { "days": 5 }, "predecessors": [{ "task": "a" }] },
        ],
    }))
    .expect("a plan");
    assert_eq!(
        left_out(&plan),
        [
            "Countries and sites are left out.",
            "The optimistic and pessimistic durations of 1 task are left out.",
            "The work packages of 1 task are left out.",
            "No dates are in the file: 2 tasks wait for each other.",
        ]
    );
}
