//! Laws of single types: what decides where the facts say "under conditions", and what interrupts.

use stackwright_facts::{Told, Update};

use crate::difference::Difference;
use crate::laws::{Asked, known};
use crate::{Effect, Why, policy, pool};

macro_rules! page {
    () => {
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    };
    ($name:literal) => {
        concat!(
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/",
            $name,
            ".html"
        )
    };
}

pub(crate) use page;

/// What a type's page says of a change, where the facts do not say it.
pub(crate) fn decided(
    asked: &Asked<'_, '_>,
    difference: &Difference,
    path: &str,
) -> Option<(Effect, Why)> {
    policy::decided(asked, difference)
        .or_else(|| pool::decided(asked, difference))
        .or_else(|| by_values(asked, difference, path))
        .or_else(|| told(asked, difference, path))
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
        ("AWS::Serverless::SimpleTable", _) if difference.path.first() == Some("PrimaryKey") => {
            Some((
                Effect::Replaces,
                law(
                    "the key of a table cannot change",
                    page!("aws-resource-dynamodb-table"),
                ),
            ))
        }
        ("AWS::DynamoDB::Table", "AttributeDefinitions.AttributeType") => Some((
            Effect::Replaces,
            law(
                "an attribute that is defined cannot get another type",
                page!("aws-resource-dynamodb-table"),
            ),
        )),
        ("AWS::EC2::Instance", "BlockDeviceMappings.Ebs.DeleteOnTermination") => Some((
            Effect::InPlace,
            law(
                "whether a volume goes with its instance changes in place",
                page!("aws-resource-ec2-instance"),
            ),
        )),
        ("AWS::EC2::Instance", _) if difference.path.first() == Some("BlockDeviceMappings") => {
            Some((
                Effect::Replaces,
                law(
                    "of the volumes of an instance only what becomes of them with it changes in place",
                    page!("aws-resource-ec2-instance"),
                ),
            ))
        }
        ("AWS::EC2::Instance", "EbsOptimized" | "InstanceType" | "UserData") => Some((
            Effect::MayReplace,
            law(
                "an instance on EBS stops and starts, one on an instance store is replaced",
                page!("aws-resource-ec2-instance"),
            ),
        )),
        ("AWS::RDS::DBCluster", "EngineVersion") => Some((
            Effect::Interrupts,
            law(
                "another version restarts the database",
                "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Updates.html",
            ),
        )),
        ("AWS::RDS::DBCluster", "MasterUsername") if before.is_some() && after.is_some() => Some((
            Effect::Replaces,
            law(
                "the name of the master user cannot change",
                page!("aws-resource-rds-dbcluster"),
            ),
        )),
        ("AWS::RDS::DBInstance", "CACertificateIdentifier") => {
            let page = page!("aws-resource-rds-dbinstance");
            Some(match asked.now("CertificateRotationRestart").as_deref() {
                Some("false") => (
                    Effect::InPlace,
                    law("`CertificateRotationRestart` is false", page),
                ),
                _ => (
                    Effect::Interrupts,
                    law("the instance restarts where its certificate changes", page),
                ),
            })
        }
        ("AWS::ElastiCache::CacheCluster", "NumCacheNodes") => {
            let page = page!("aws-resource-elasticache-cachecluster");
            let zones = ["PreferredAvailabilityZone", "PreferredAvailabilityZones"];
            let has_zones = zones
                .iter()
                .any(|name| asked.after.property(name).is_some());
            Some(match has_zones {
                true => (Effect::Interrupts, law("zones are said", page)),
                false => (Effect::Replaces, law("no zones are said", page)),
            })
        }
        ("AWS::Batch::ComputeEnvironment", _) if difference.update == Update::Conditional => {
            let page = page!("aws-resource-batch-computeenvironment");
            match asked.now("ReplaceComputeEnvironment").as_deref() {
                Some("false") => Some((
                    Effect::InPlace,
                    law("`ReplaceComputeEnvironment` is false", page),
                )),
                Some("true") => Some((
                    Effect::Replaces,
                    law("`ReplaceComputeEnvironment` is true", page),
                )),
                None if asked.after.property("ReplaceComputeEnvironment").is_none() => Some((
                    Effect::Replaces,
                    law(
                        "`ReplaceComputeEnvironment` is true unless it is said",
                        page,
                    ),
                )),
                _ => None,
            }
        }
        ("AWS::SecretsManager::Secret", _)
            if difference.path.first() == Some("GenerateSecretString") =>
        {
            Some((
                Effect::Interrupts,
                law(
                    "the secret gets another value, and who has read the old one keeps that",
                    "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210",
                ),
            ))
        }
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

/// What the page says of an update of the property, whatever the values are.
fn told(asked: &Asked<'_, '_>, difference: &Difference, path: &str) -> Option<(Effect, Why)> {
    if difference.update == Update::Replacement {
        return None;
    }
    let (told, page) = stackwright_facts::told_of_update(asked.type_name, path)?;
    let page = format!("{}{page}.html", page!());
    match told {
        Told::Interrupts => Some((Effect::Interrupts, Why::Interruption { page })),
        Told::Refused => Some((Effect::None, Why::Refused { page })),
        _ => None,
    }
}
