use stackwright_aws::cloudwatch::{Alarm, Measure, Metric, MissingData, Statistic};
use stackwright_cfn::kind::cloudwatch::ScalingPolicyArnOrScalingPolicyArnOrTopicArn as ActionArn;
use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Str, Value};
use stackwright_import::construct::{Expression, Place};
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, integer, number, seconds};
use crate::said::{Draft, Drafted, Said, draft, say, text, variant};
use crate::why::Why;

/// An alarm on one metric and a number.
pub static ALARM: Matcher = Matcher {
    construct: "Alarm",
    type_name: "AWS::CloudWatch::Alarm",
    parts: alone,
    write,
};

fn write(alarm: &Writing<'_>) -> Result<Drafted, Why> {
    let metric = metric(alarm)?;
    let threshold = alarm.get("Threshold").and_then(as_float);
    let threshold = threshold.ok_or(Why::NoWord("a threshold that is known at deployment only"))?;
    let threshold = Said {
        value: threshold,
        code: Expression::Literal(format!("{threshold:?}")),
    };
    let mut draft = match alarm.get("ComparisonOperator").and_then(Node::as_str) {
        Some("GreaterThanThreshold") => draft!(cloudwatch::Alarm::above(metric, threshold)),
        Some("GreaterThanOrEqualToThreshold") => {
            draft!(cloudwatch::Alarm::at_least(metric, threshold))
        }
        Some("LessThanThreshold") => draft!(cloudwatch::Alarm::below(metric, threshold)),
        Some("LessThanOrEqualToThreshold") => {
            draft!(cloudwatch::Alarm::at_most(metric, threshold))
        }
        _ => return Err(Why::NoWord("when it goes off")),
    };
    let count = |name: &str| u32::try_from(alarm.integer(name)?).ok().map(number);
    let periods = count("EvaluationPeriods");
    let periods = periods.ok_or(Why::NoWord("periods that are known at deployment only"))?;
    match count("DatapointsToAlarm") {
        Some(bad) => say!(draft.datapoints(bad, periods)),
        None if periods.value == 1 => {}
        None => say!(draft.periods(periods)),
    }
    say!(draft.missing?(
        alarm.get("TreatMissingData").and_then(missing)
    ));
    say!(draft.name?(alarm.text("AlarmName")));
    say!(draft.describe?(alarm.text("AlarmDescription")));
    draft = told(draft, alarm)?;
    if alarm
        .get("ActionsEnabled")
        .is_some_and(crate::found::is_false)
    {
        say!(draft.muted());
    }
    Ok(draft.into())
}

/// What it does and whom it tells.
fn told(mut draft: Draft<Alarm>, alarm: &Writing<'_>) -> Result<Draft<Alarm>, Why> {
    let items = |name: &str| alarm.get(name).map(|own| own.as_list());
    let topic = Place::Reference("AWS::SNS::Topic", None);
    for (name, kind) in [
        ("AlarmActions", 0),
        ("OKActions", 1),
        ("InsufficientDataActions", 2),
    ] {
        let Some(all) = items(name) else { continue };
        for own in all.ok_or(Why::NoWord("whom it tells"))? {
            let to: Said<Value<TopicArn>> = alarm.value(own, topic);
            match kind {
                0 if is_topic(alarm, own) => say!(draft.notify(to)),
                0 => {
                    let arn: Said<Value<ActionArn>> = alarm.value(own, Place::Json);
                    say!(draft.action(arn));
                }
                1 => say!(draft.notify_ok(to)),
                _ => say!(draft.notify_missing(to)),
            }
        }
    }
    Ok(draft)
}

/// Whether a value is of a topic of the template.
fn is_topic(alarm: &Writing<'_>, node: &Node) -> bool {
    let resource = crate::found::refers_to(node).and_then(|id| alarm.template.resource(id));
    resource.is_some_and(|own| own.resource_type() == Some("AWS::SNS::Topic"))
}

/// The one metric that it watches.
fn metric(alarm: &Writing<'_>) -> Result<Said<Measure>, Why> {
    let own = alarm.text("Namespace").zip(alarm.text("MetricName"));
    let (namespace, name) = own.ok_or(Why::NoWord("a formula over metrics"))?;
    let mut draft: Draft<Metric> = draft!(cloudwatch::Metric::new(namespace, name));
    let dimensions = alarm.get("Dimensions").and_then(Node::as_list);
    for dimension in dimensions.unwrap_or_default() {
        let key = dimension.get("Name").and_then(Node::as_str);
        let (key, value) = key
            .zip(dimension.get("Value"))
            .ok_or(Why::NoWord("a dimension of its metric"))?;
        let (key, value) = (text(key), alarm.value::<Str>(value, Place::Text));
        say!(draft.dimension(key, value));
    }
    match alarm.get("Statistic").and_then(Node::as_str) {
        Some("Sum") => say!(draft.sum()),
        Some("Maximum") => say!(draft.maximum()),
        Some("Minimum") => say!(draft.minimum()),
        Some("SampleCount") => {
            let count = variant("cloudwatch", "Statistic", Statistic::SampleCount);
            say!(draft.statistic(count));
        }
        _ => {}
    }
    match alarm.integer("Period") {
        Some(60) => {}
        period => say!(draft.period?(
            period.and_then(|own| seconds(u64::try_from(own).ok()?))
        )),
    }
    Ok(Said {
        value: Measure::from(draft.construct),
        code: draft.code,
    })
}

fn missing(node: &Node) -> Option<Said<MissingData>> {
    let word = match node.as_str()? {
        "notBreaching" => MissingData::NotBreaching,
        "breaching" => MissingData::Breaching,
        "ignore" => MissingData::Ignore,
        _ => return None,
    };
    Some(variant("cloudwatch", "MissingData", word))
}

/// A literal number, which templates also write as a text.
fn as_float(node: &Node) -> Option<f64> {
    match (node.as_number(), node.as_str()) {
        (Some(number), _) => Some(number.as_f64()),
        (None, Some(text)) => text.parse().ok(),
        _ => integer(node).map(|own| own as f64),
    }
}
