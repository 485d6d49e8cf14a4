use stackwright_template::Text;

use super::{ConditionHandle, element_handle};
use crate::graph::Kind;
use crate::value::{Expr, IntoValue, Str};
use crate::{Construct, NodeId, Scope};

/// A value that the stack shows when it is deployed, and that other stacks may import.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html>
///
/// ```
/// use stackwright_core::{sub, App, Output, Parameter};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let name = stack.add("Name", Parameter::string());
/// stack.add(
///     "ServiceName",
///     Output::new(name).describe("name of the service").export(sub!("{AWS::StackName}-Name")),
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Output {
    data: OutputData,
}

#[derive(Clone, Debug)]
pub(crate) struct OutputData {
    pub value: Expr,
    pub description: Option<Text>,
    pub export: Option<Expr>,
    pub condition: Option<NodeId>,
}

impl Output {
    /// Shows this value.
    pub fn new(value: impl IntoValue<Str>) -> Self {
        Output {
            data: OutputData {
                value: value.into_value().into_expr(),
                description: None,
                export: None,
                condition: None,
            },
        }
    }

    /// Says what it is. At most 1,024 bytes.
    pub fn describe(mut self, text: impl Into<Text>) -> Self {
        self.data.description = Some(text.into());
        self
    }

    /// Lets other stacks import it under this name, which is unique in account and region.
    pub fn export(mut self, name: impl IntoValue<Str>) -> Self {
        self.data.export = Some(name.into_value().into_expr());
        self
    }

    /// Shows it only where the condition holds.
    pub fn condition(mut self, condition: ConditionHandle) -> Self {
        self.data.condition = Some(condition.node());
        self
    }
}

impl Construct for Output {
    type Handle = OutputHandle;

    fn build(self, scope: Scope<'_>) -> OutputHandle {
        scope.become_kind(Kind::Output(Box::new(self.data)));
        OutputHandle::new(scope.node())
    }
}

element_handle! {
    /// An output of a stack.
    OutputHandle
}
