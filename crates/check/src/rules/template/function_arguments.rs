//! Function with the wrong arguments.

use stackwright_template::Severity;
use stackwright_template::{Call, Function, Join, Node, Sub, Value};
use std::net::IpAddr;

use crate::Kind;
use crate::model::{Spot, is_broken_call};
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL116",
        family: Family::Template,
        severity: Severity::Error,
        title: "function with the wrong arguments",
        why: "CloudFormation refuses the template",
        fix: "give the function the arguments that it takes",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ['-']
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ['-', [a, b]]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let extended =
        model.template().has_transform("AWS::LanguageExtensions") || model.is_rewritten();
    for (spot, call) in model.nodes().calls() {
        let expected = || {
            let expected = problem(call, extended).or_else(|| of_kind(model, call));
            expected.or_else(|| zones(model, spot, call))
        };
        if call.argument.value != Value::Null
            && let Some(expected) = expected()
            && spot.section() != "Metadata"
        {
            let message = format!("{expected} is expected behind `{}`", call.function.name());
            findings.report(spot.place(), message);
        }
    }
}

/// What is expected, if it is not what is there.
fn problem(call: &Call, extended: bool) -> Option<String> {
    let argument = &call.argument;
    let items = argument.as_list();
    let count = items.map_or(0, <[Node]>::len);
    let plain = |node: &Node| !matches!(node.value, Value::List(_) | Value::Map(_));
    let list = |node: &Node| node.as_list().is_some() || node.as_call().is_some();
    let expected = |fits: bool, what: &str| (!fits).then(|| what.to_owned());
    match call.function {
        Function::Ref | Function::Condition | Function::RefAll => {
            expected(argument.as_str().is_some() || extended, "a name")
        }
        Function::GetAtt => expected(
            call.get_att().is_some() || extended && count == 2,
            "a resource and an attribute, as `Name.Attribute`,",
        ),
        Function::Sub => sub(call, extended),
        Function::Join => {
            let joined = |join: Join<'_>| {
                list(join.values) && join.values.as_list().unwrap_or_default().iter().all(plain)
            };
            let fits = call.join().is_some_and(joined);
            expected(fits, "a delimiter and a list of strings")
        }
        Function::Select => select(call),
        Function::Split => {
            let split = call.split();
            let fits = split.is_some_and(|s| !s.delimiter.is_empty() && plain(s.text));
            expected(fits, "a delimiter and a string")
        }
        Function::Base64 => expected(plain(argument), "a string"),
        Function::GetStackOutput => stack_output(argument),
        Function::ImportValue => expected(plain(argument), "the name of an export"),
        Function::GetAZs => expected(plain(argument), "a region"),
        Function::Cidr => cidr(items.unwrap_or_default()),
        Function::FindInMap => expected(
            count == 3 || count == 4 && extended,
            "a mapping and two keys",
        ),
        Function::If => {
            let named = items
                .and_then(<[Node]>::first)
                .is_some_and(|c| c.as_str().is_some());
            expected(
                count == 3 && (named || extended),
                "the name of a condition and two values",
            )
        }
        Function::Equals => expected(count == 2, "a list of two values"),
        Function::And | Function::Or => {
            expected((2..=10).contains(&count), "a list of 2 to 10 conditions")
        }
        Function::Not => expected(count == 1, "a list of one condition"),
        Function::Contains
        | Function::EachMemberEquals
        | Function::EachMemberIn
        | Function::ValueOf
        | Function::ValueOfAll => expected(count == 2, "a list of two"),
        Function::Length => expected(list(argument), "a list"),
        Function::ToJsonString => expected(
            matches!(
                argument.value,
                Value::List(_) | Value::Map(_) | Value::Call(_)
            ),
            "an object or a list",
        ),
        Function::Transform => {
            // Several macros are a list: AWS's own templates write one even for a single one.
            let named = |node: &Node| node.get("Name").is_some_and(|name| name.as_str().is_some());
            let fits = items.map_or(named(argument), |items| {
                !items.is_empty() && items.iter().all(named)
            });
            expected(fits, "an object with a `Name`, or a list of such,")
        }
        _ => None,
    }
}

/// What is expected, where the kind of what a function gives is known.
fn of_kind(model: &Model<'_>, call: &Call) -> Option<String> {
    if call.function == Function::Sub
        && let Some(sub) = call.sub()
    {
        if let Some(problem) = variables(model, sub) {
            return Some(problem);
        }
        let own = |name: &str| sub.variables.is_some_and(|own| own.contains_key(name));
        let mut names = sub.references().map(|variable| variable.name);
        let list = names.find(|name| !own(name) && model.is_list_parameter(name));
        return list.map(|list| format!("a text instead of the list `{list}`"));
    }
    let is = |node: &Node, kind| node.as_call().is_some() && model.kind(node) == kind;
    let (wrong, what) = match call.function {
        Function::Join => (is(call.join()?.values, Kind::Scalar), "a list of strings"),
        Function::Select => (
            is(call.select()?.values, Kind::Scalar),
            "an index and a list",
        ),
        Function::Split => (
            is(call.split()?.text, Kind::List),
            "a delimiter and a string",
        ),
        Function::Equals => {
            let values = call.argument.as_list()?;
            // Objects that could not be read as functions have rules of their own.
            let text = |node: &Node| match model.kind(node) {
                Kind::List => false,
                Kind::Object => node.as_call().is_some(),
                Kind::Scalar | Kind::Unknown => true,
            };
            (!values.iter().all(text), "a list of two strings")
        }
        _ => return None,
    };
    wrong.then(|| what.to_owned())
}

/// What is expected of an index, where the region does not have the zone that it selects.
fn zones(model: &Model<'_>, spot: Spot<'_, '_>, call: &Call) -> Option<String> {
    let select = call.select()?;
    let list = select.values.as_call()?;
    if list.function != Function::GetAZs {
        return None;
    }
    let index: u32 = model.text(select.index)?.trim().parse().ok()?;
    let known = &stackwright_facts::regions().ok()?.zones;
    let is_own = list.argument.as_call().and_then(Call::reference) == Some("AWS::Region");
    let written = list.argument.as_str().or(is_own.then_some(""))?;
    let assumed = model.assumptions_at(&spot.path());
    let regions = model.options().regions().iter();
    let own = regions.filter_map(|region| Some((*known.get(region)?, region.as_str())));
    let (count, region) = match written {
        "" if model.options().regions().is_empty() => (*known.values().max()?, "any region"),
        // It is deployed to each; a condition may leave it out where there are few.
        "" if assumed.is_empty() => own.min()?,
        "" => own.max()?,
        region => (*known.get(region)?, region),
    };
    (index >= count && model.conditions().possible(&assumed))
        .then(|| format!("an index below {count}, as many zones as {region} has,"))
}

/// How many blocks `Fn::Cidr` makes, where that is written.
fn blocks(call: &Call) -> Option<i64> {
    let is_cidr = call.function == Function::Cidr;
    let count = call.argument.as_list().filter(|_| is_cidr)?.get(1)?;
    match &count.value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// What is expected of `Fn::Cidr`: how many ranges, of how many bits, of which block.
fn cidr(items: &[Node]) -> Option<String> {
    let (Some(block), Some(count), true) = (items.first(), items.get(1), items.len() <= 3) else {
        return Some("a block, a count and a number of bits".to_owned());
    };
    let number = |node: &Node| match &node.value {
        Value::Number(number) => Some(number.as_i64()),
        Value::String(text) if !text.contains("${") => Some(text.trim().parse().ok()),
        _ => None,
    };
    let outside =
        |node: &Node, most: i64| number(node).is_some_and(|n| n.is_none_or(|n| n < 1 || n > most));
    if outside(count, 256) {
        return Some("a count from 1 to 256".to_owned());
    }
    if items.get(2).is_some_and(|bits| outside(bits, 128)) {
        return Some("a number of bits from 1 to 128".to_owned());
    }
    let is_block = |text: &str| {
        let parts = text.split_once('/');
        parts.is_some_and(|(address, bits)| {
            address.parse::<IpAddr>().is_ok() && bits.parse::<u8>().is_ok_and(|bits| bits <= 128)
        })
    };
    let wrong = |text: &str| !text.contains("${") && !text.contains("{{") && !is_block(text);
    block
        .as_str()
        .is_some_and(wrong)
        .then(|| "a block such as `10.0.0.0/16`".to_owned())
}

/// What is expected of the variables that `Fn::Sub` brings along: each is a string, or a function
/// that returns one.
fn variables(model: &Model<'_>, sub: Sub<'_>) -> Option<String> {
    let own = sub.variables?.iter().filter(|(key, _)| !key.is_macro());
    let mut problems = own.filter_map(|(key, node)| {
        let name = short(key.as_str());
        if model.values(node, &[]).absent {
            let text = "a value in every case";
            return Some(format!(
                "{text} for the variable `{name}`, not `AWS::NoValue`,"
            ));
        }
        // Objects that could not be read as functions have rules of their own.
        let what = match model.kind(node) {
            Kind::List => "list",
            Kind::Object if !is_broken_call(node) => "object",
            _ => return None,
        };
        Some(format!(
            "a string for the variable `{name}`, not the {what},"
        ))
    });
    problems.next()
}

/// What is expected of `Fn::GetStackOutput`: which output of which stack, and where it is.
fn stack_output(argument: &Node) -> Option<String> {
    const NAMES: [&str; 4] = ["StackName", "OutputName", "Region", "RoleArn"];
    const REQUIRED: [&str; 2] = ["StackName", "OutputName"];
    let Some(map) = argument.as_map() else {
        return Some("an object with a `StackName` and an `OutputName`".to_owned());
    };
    if map.keys().any(|key| key.is_macro()) {
        return None;
    }
    if let Some(key) = map.keys().find(|key| !NAMES.contains(&key.as_str())) {
        let known = NAMES.iter().copied();
        let name = short(key.as_str());
        return Some(match stackwright_facts::nearest(key.as_str(), known) {
            Some(nearest) => format!("`{nearest}` instead of `{name}`"),
            None => format!("nothing but {} instead of `{name}`", list_of(&NAMES)),
        });
    }
    if let Some(missing) = REQUIRED.iter().find(|name| !map.contains_key(name)) {
        return Some(format!("an object with the `{missing}`"));
    }
    let text = |node: &Node| !matches!(node.value, Value::List(_) | Value::Map(_));
    let wrong = map.iter().find(|(_, node)| !text(node));
    wrong.map(|(key, _)| format!("a string for `{}`", key.as_str()))
}

fn list_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn sub(call: &Call, extended: bool) -> Option<String> {
    let Some(sub) = call.sub() else {
        return Some("a string, or a list of a string and an object,".to_owned());
    };
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':');
    let strange = sub
        .references()
        .find(|variable| variable.name.is_empty() || !variable.name.chars().all(known))?;
    // Loops put variables into the names of variables.
    (!extended).then(|| {
        let name = short(strange.name);
        format!("a name in place of `${{{name}}}`, or `${{!...}}` for text that stays,")
    })
}

fn select(call: &Call) -> Option<String> {
    let expected = || Some("an index from 0 and a list".to_owned());
    let Some(select) = call.select() else {
        return expected();
    };
    let index: Option<i64> = match &select.index.value {
        Value::Call(_) | Value::Map(_) => None,
        Value::Number(number) => match number.as_i64() {
            Some(index) => Some(index),
            None => return expected(),
        },
        Value::String(text) => match text.trim().parse() {
            Ok(index) => Some(index),
            // The variable of a loop.
            Err(_) if text.contains("${") => None,
            Err(_) => return expected(),
        },
        _ => return expected(),
    };
    if index.is_some_and(|index| index < 0) {
        return expected();
    }
    let Some(items) = select.values.as_list() else {
        return match select.values.as_call() {
            Some(list) => blocks(list)
                .filter(|count| index.is_some_and(|index| index >= *count))
                .map(|count| format!("an index below {count}, the number of blocks,")),
            None => expected(),
        };
    };
    // A list in the place of an item stands for itself, a call may be taken away.
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    (index? >= count).then(|| format!("an index below {count}"))
}
