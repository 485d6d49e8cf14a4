//! Constructs for AWS: sensible defaults over typed resources.
//!
//! A folder a service, a file a construct. A construct asks for what is required in `new`, takes
//! the rest by setters, and says in its documentation what it adds for your sake. Rights and
//! network rules are not written by constructs: they are recorded as [grants](iam::GrantExt) and
//! [connections](ec2::ConnectExt) and lowered once, to the resource and no wider.

//!
//! # Findings
//!
//! Constructs report what a template could not show, or what keeps them from building; the codes
//! are those of [`stackwright_codes`] that begin with a service, as
//! [`ECS104`](stackwright_codes::ECS104). The rest of what can be wrong the checker finds in the
//! template, and tells with the line of the program.

#[cfg(feature = "apigatewayv2")]
pub mod apigatewayv2;
pub mod assets;
#[cfg(feature = "autoscaling")]
pub mod autoscaling;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "certificatemanager")]
pub mod certificatemanager;
#[cfg(feature = "chatbot")]
pub mod chatbot;
#[cfg(feature = "cloudfront")]
pub mod cloudfront;
pub mod cloudwatch;
#[cfg(feature = "codedeploy")]
pub mod codedeploy;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod efs;
#[cfg(feature = "elasticache")]
pub mod elasticache;
pub mod elb;
#[cfg(feature = "events")]
pub mod events;
pub mod forms;
pub mod iam;
#[cfg(feature = "kinesis")]
pub mod kinesis;
#[cfg(feature = "kms")]
pub mod kms;
pub mod link;
pub mod logs;
#[cfg(feature = "lookup")]
pub mod lookup;
#[cfg(feature = "patterns")]
pub mod patterns;
#[cfg(feature = "rds")]
pub mod rds;
#[cfg(feature = "route53")]
pub mod route53;
#[cfg(feature = "s3")]
pub mod s3;
#[cfg(feature = "s3files")]
pub mod s3files;
pub mod scaling;
pub mod schedule;
#[cfg(feature = "scheduler")]
pub mod scheduler;
pub mod secretsmanager;
pub mod servicediscovery;
#[cfg(feature = "sns")]
pub mod sns;
#[cfg(feature = "sqs")]
pub mod sqs;
pub mod ssm;
#[cfg(feature = "stepfunctions")]
pub mod stepfunctions;
#[cfg(feature = "vpclattice")]
pub mod vpclattice;

pub mod units;
#[cfg(feature = "wafv2")]
pub mod wafv2;

mod shared;

pub(crate) use shared::arn::region_of;
#[cfg(feature = "ecs-gateway")]
pub(crate) use shared::canonical::meant;
pub(crate) use shared::canonical::{ImportedBy, canonical};
pub(crate) use shared::gathered::{filled, gathered, mapped};
#[cfg(any(feature = "cloudfront", feature = "elasticache", feature = "rds"))]
pub(crate) use shared::names;
pub(crate) use shared::{as_written, conditional, keyed, priorities};
