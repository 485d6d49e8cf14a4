use super::view;
use crate::Node;

view! {
    /// An output.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html>
    Output in Outputs: outputs, output
}

impl<'a> Output<'a> {
    /// The value.
    pub fn value(self) -> Option<&'a Node> {
        self.get("Value")
    }

    /// What the value is.
    pub fn description(self) -> Option<&'a str> {
        self.get("Description")?.as_str()
    }

    /// The name under which other stacks import it.
    pub fn export_name(self) -> Option<&'a Node> {
        self.get("Export")?.get("Name")
    }

    /// The name of the condition under which it is there.
    pub fn condition(self) -> Option<&'a str> {
        self.get("Condition")?.as_str()
    }
}
