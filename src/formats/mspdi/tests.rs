//! What projects come to.

use super::*;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::{Progress, TaskKind};

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
            ("Tasks.Task[].Baseline", "Baselines are not carried over yet"),
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
    assert_eq!(write(&again.plan), text, "and writes the same project");
}
