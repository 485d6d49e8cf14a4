use super::view;

view! {
    /// A condition; its [`node`](Condition::node) is what it is computed from.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html>
    Condition in Conditions: conditions, condition
}
