use super::view;
use crate::Map;

view! {
    /// A hook, as blue/green deployments of ECS by CodeDeploy have.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html>
    Hook in Hooks: hooks, hook
}

impl<'a> Hook<'a> {
    /// What it is, as `AWS::CodeDeploy::BlueGreen`.
    pub fn hook_type(self) -> Option<&'a str> {
        self.get("Type")?.as_str()
    }

    /// How it is configured.
    pub fn properties(self) -> Option<&'a Map> {
        self.get("Properties")?.as_map()
    }
}
