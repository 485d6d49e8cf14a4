//! Default that the parameter itself does not take.

use crate::ParameterType;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{matches, short};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Node, Parameter};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL121",
        family: Family::Template,
        severity: Severity::Error,
        title: "default that the parameter itself does not take",
        why: "every deployment that relies on the default fails",
        fix: "change the default or the constraint",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Name:
    Type: String
    AllowedValues: [a, b]
    Default: c
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
        good: r#"
Parameters:
  Name:
    Type: String
    AllowedValues: [a, b]
    Default: a
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for parameter in model.template().parameters() {
        let Some(default) = parameter.default() else {
            continue;
        };
        let Some(text) = model.text(default) else {
            continue;
        };
        let problem = fault(model, parameter, &text);
        if let Some(problem) = problem {
            findings.report(
                Place::new(
                    format_args!("Parameters/{}/Default", parameter.id()),
                    default.span,
                ),
                format!(
                    "the default \"{}\" of `{}` {problem}",
                    short(&text),
                    parameter.id()
                ),
            );
        }
    }
}

/// Why a parameter does not take a text; `model` is that of its template.
pub(super) fn fault(
    model: &stackwright_deployment::Model<'_>,
    parameter: Parameter<'_>,
    text: &str,
) -> Option<String> {
    let of_type = parameter.parameter_type().and_then(ParameterType::parse)?;
    // What is stored has the name of a parameter of the Systems Manager as its value.
    if of_type.stored {
        return None;
    }
    let items: Vec<&str> = match of_type.list {
        true => text.split(',').map(str::trim).collect(),
        false => vec![text],
    };
    let mut items = items.into_iter();
    items.find_map(|item| problem(model, parameter, of_type, item))
}

fn problem(
    model: &stackwright_deployment::Model<'_>,
    parameter: Parameter<'_>,
    of_type: ParameterType<'_>,
    text: &str,
) -> Option<String> {
    let allowed = parameter.allowed_values();
    let is = |value: &Node| model.text(value).is_none_or(|value| value == text);
    if !allowed.is_empty() && !allowed.iter().any(is) {
        return Some("is not among the allowed values".to_owned());
    }
    if of_type.item == "Number" {
        let Ok(number) = text.trim().parse::<f64>() else {
            return Some("is no number".to_owned());
        };
        if let Some(least) = parameter
            .min_value()
            .filter(|least| number < least.as_f64())
        {
            return Some(format!("is below the least value {least}"));
        }
        if let Some(most) = parameter.max_value().filter(|most| number > most.as_f64()) {
            return Some(format!("is above the greatest value {most}"));
        }
    }
    if of_type.list {
        return None;
    }
    let length = text.chars().count() as f64;
    if let Some(least) = parameter
        .min_length()
        .filter(|least| length < least.as_f64())
    {
        return Some(format!("is shorter than {least} characters"));
    }
    if let Some(most) = parameter.max_length().filter(|most| length > most.as_f64()) {
        return Some(format!("is longer than {most} characters"));
    }
    let pattern = parameter.allowed_pattern()?;
    // A pattern that is not understood is left alone.
    (matches(pattern, text) == Some(false)).then(|| format!("does not match `{}`", short(pattern)))
}
