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
