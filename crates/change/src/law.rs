//! Laws of single types: what decides where the facts say "under conditions", and what interrupts.

use stackwright_facts::Update;
use stackwright_template::Value;

use crate::difference::Difference;
use crate::laws::{Asked, known};
use crate::{Effect, Why};

macro_rules! page {
    ($name:literal) => {
        concat!(
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/",
            $name,
            ".html"
        )
    };
}

/// What a type's page says of a change, where the facts do not say it.
pub(crate) fn decided(
    asked: &Asked<'_, '_>,
    difference: &Difference,
    path: &str,
) -> Option<(Effect, Why)> {
    by_values(asked, difference, path).or_else(|| interrupts(asked, difference, path))
}

fn by_values(asked: &Asked<'_, '_>, difference: &Difference, path: &str) -> Option<(Effect, Why)> {
    let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
    let law = |law, page| Why::Law { law, page };
    match (asked.type_name, path) {
        ("AWS::EC2::VPC", "InstanceTenancy") => {
            let page = page!("aws-resource-ec2-vpc");
            match (
                known(before).as_deref().unwrap_or("default"),
                known(after).as_deref().unwrap_or("default"),
            ) {
                ("dedicated", "default") => Some((
                    Effect::InPlace,
                    law("dedicated becomes default in place", page),
                )),
                ("default", "dedicated") => Some((
                    Effect::Replaces,
                    law("default does not become dedicated in place", page),
                )),
                _ => None,
            }
        }
        ("AWS::AutoScaling::AutoScalingGroup", "LaunchConfigurationName" | "VPCZoneIdentifier")
        | ("AWS::AutoScaling::AutoScalingGroup", _)
            if difference.update == Update::Conditional =>
        {
            let page = page!("aws-attribute-updatepolicy");
            Some(match replaces_group(asked) {
                Some(true) => (
                    Effect::Replaces,
                    law("`UpdatePolicy` has `WillReplace`", page),
                ),
                Some(false) => (
                    Effect::InPlace,
                    law("`UpdatePolicy` has no `WillReplace`", page),
                ),
                None => return None,
            })
        }
        ("AWS::SSM::Document", _) if difference.update == Update::Conditional => {
            let page = page!("aws-resource-ssm-document");
            match asked.now("UpdateMethod").as_deref() {
                Some("NewVersion") => {
                    Some((Effect::InPlace, law("`UpdateMethod` is `NewVersion`", page)))
                }
                Some("Replace") => {
                    Some((Effect::Replaces, law("`UpdateMethod` is `Replace`", page)))
                }
                None if asked.after.property("UpdateMethod").is_none() => Some((
                    Effect::Replaces,
                    law("`UpdateMethod` is `Replace` unless it is said", page),
                )),
                _ => None,
            }
        }
        (
            "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable",
            "KeySchema" | "KeySchema.AttributeName" | "KeySchema.KeyType",
        ) => Some((
            Effect::Replaces,
            law(
                "the key of a table cannot change",
                page!("aws-resource-dynamodb-table"),
            ),
        )),
        ("AWS::DynamoDB::Table", "AttributeDefinitions.AttributeType") => Some((
            Effect::Replaces,
            law(
                "an attribute that is defined cannot get another type",
                page!("aws-resource-dynamodb-table"),
            ),
        )),
        // The facts call conditional what the page calls an interruption, or none.
        ("AWS::RDS::DBInstance", "AutoMinorVersionUpgrade") => Some((
            Effect::InPlace,
            law(
                "the page says that it takes no interruption",
                page!("aws-resource-rds-dbinstance"),
            ),
        )),
        (
            "AWS::RDS::DBInstance",
            "BackupRetentionPeriod"
            | "DBParameterGroupName"
            | "MultiAZ"
            | "PerformanceInsightsKMSKeyId",
        ) => Some((
            Effect::Interrupts,
            law(
                "the page says that it takes some interruption",
                page!("aws-resource-rds-dbinstance"),
            ),
        )),
        ("AWS::EC2::Instance", "SecurityGroupIds") => Some((
            Effect::InPlace,
            law(
                "instances in a VPC change their groups in place",
                page!("aws-resource-ec2-instance"),
            ),
        )),
        _ => None,
    }
}

/// Whether an Auto Scaling group is replaced as a whole; nothing where that is not known.
fn replaces_group(asked: &Asked<'_, '_>) -> Option<bool> {
    let policy = asked.after.update_policy();
    let replacing = policy.and_then(|policy| policy.get("AutoScalingReplacingUpdate"));
    match replacing.map(|replacing| replacing.get("WillReplace")) {
        None | Some(None) => Some(false),
        Some(Some(node)) => match &node.value {
            Value::Bool(will) => Some(*will),
            _ => node.as_str().map(|text| text.eq_ignore_ascii_case("true")),
        },
    }
}

/// Properties whose change interrupts what the resource does, by the pages of the types. A part of a path
/// stands for all that is below it.
const INTERRUPT: [(&str, &str, &str); 6] = [
    (
        "AWS::DynamoDB::Table",
        "AttributeDefinitions",
        page!("aws-resource-dynamodb-table"),
    ),
    (
        "AWS::DynamoDB::Table",
        "SSESpecification",
        page!("aws-resource-dynamodb-table"),
    ),
    (
        "AWS::RDS::DBInstance",
        "CACertificateIdentifier",
        page!("aws-resource-rds-dbinstance"),
    ),
    (
        "AWS::RDS::DBInstance",
        "DBInstanceClass",
        page!("aws-resource-rds-dbinstance"),
    ),
    (
        "AWS::RDS::DBInstance",
        "EngineVersion",
        page!("aws-resource-rds-dbinstance"),
    ),
    (
        "AWS::RDS::DBInstance",
        "MonitoringInterval",
        page!("aws-resource-rds-dbinstance"),
    ),
];

fn interrupts(asked: &Asked<'_, '_>, difference: &Difference, path: &str) -> Option<(Effect, Why)> {
    if difference.update != Update::InPlace {
        return None;
    }
    let is_below = |of: &str| {
        path.strip_prefix(of)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let (_, _, page) = INTERRUPT
        .iter()
        .find(|(type_name, of, _)| *type_name == asked.type_name && is_below(of))?;
    Some((
        Effect::Interrupts,
        Why::Law {
            law: "the page says that it takes some interruption",
            page,
        },
    ))
}
