use super::{one_or_many, view};
use crate::read::{Scalar, resolve};
use crate::{Node, Number, Value};

view! {
    /// A parameter.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
    Parameter in Parameters: parameters, parameter
}

impl<'a> Parameter<'a> {
    /// What it takes, as `String`, `Number`, `List<AWS::EC2::Subnet::Id>`.
    pub fn parameter_type(self) -> Option<&'a str> {
        self.get("Type")?.as_str()
    }

    /// What the parameter is for.
    pub fn description(self) -> Option<&'a str> {
        self.get("Description")?.as_str()
    }

    /// The value where none is given.
    pub fn default(self) -> Option<&'a Node> {
        self.get("Default")
    }

    /// The only values that are taken; empty where all are.
    pub fn allowed_values(self) -> &'a [Node] {
        one_or_many(self.get("AllowedValues"))
    }

    /// The regular expression that all of the value has to match.
    pub fn allowed_pattern(self) -> Option<&'a str> {
        self.get("AllowedPattern")?.as_str()
    }

    /// What is said to whoever gives a value that is not taken.
    pub fn constraint_description(self) -> Option<&'a str> {
        self.get("ConstraintDescription")?.as_str()
    }

    /// The least number of characters.
    pub fn min_length(self) -> Option<Number> {
        self.number("MinLength")
    }

    /// The greatest number of characters.
    pub fn max_length(self) -> Option<Number> {
        self.number("MaxLength")
    }

    /// The least value.
    pub fn min_value(self) -> Option<Number> {
        self.number("MinValue")
    }

    /// The greatest value.
    pub fn max_value(self) -> Option<Number> {
        self.number("MaxValue")
    }

    /// Whether the value is hidden. `"true"` is taken for `true`, as CloudFormation does.
    pub fn no_echo(self) -> bool {
        match self.get("NoEcho").map(|node| &node.value) {
            Some(Value::Bool(hidden)) => *hidden,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }

    /// A number, also in quotes, as CloudFormation takes it.
    fn number(self, key: &str) -> Option<Number> {
        let node = self.get(key)?;
        match node.as_str().map(resolve) {
            Some(Scalar::Number(number)) => Some(number),
            _ => node.as_number(),
        }
    }
}
