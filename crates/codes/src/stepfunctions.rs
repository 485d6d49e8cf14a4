//! What state machines report.

codes! {
    SFN101: "two steps of one name" {
        why: "a state machine tells its states apart by their names",
        fix: "give one of them another name, as `Step::new(\"Bill\", run)`",
        link: "https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html",
    }
}
