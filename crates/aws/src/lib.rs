//! Constructs for AWS: sensible defaults over typed resources.
//!
//! A folder a service, a file a construct. A construct asks for what is required in `new`, takes
//! the rest by setters, and says in its documentation what it adds for your sake. Rights and
//! network rules are not written by constructs: they are recorded as [grants](iam::GrantExt) and
//! [connections](ec2::ConnectExt) and lowered once, to the resource and no wider.

//!
//! # Findings
//!
//! | code | what is wrong |
//! |---|---|
//! | EC2101 | a connection to something whose security group is not known |
//! | ECR101 | a lifecycle rule with a count of 0 |
//! | ECR102 | two lifecycle rules for images of any tag |
//! | ECR103 | a lifecycle rule with an empty list of tags |
//! | ECS101 | an environment variable that is set twice |
//! | ECS102 | a container that may take longer to stop than Fargate waits |
//! | ECS103 | a container's health check with a number out of range |
//! | ECS104 | a load balancer that sends to a port that no container exposes |
//! | ECS105 | a task without an essential container |
//! | ECS106 | ephemeral storage out of range |
//! | ECS107 | containers that want more than the task has |
//! | ECS108 | two containers of the same name |
//! | ECS109 | a container that waits for one that is not there, or for itself |
//! | ECS110 | a container that waits for the health of one without a health check |
//! | ECS111 | a service without subnets |
//! | ECS112 | a service to be discovered in a cluster without a namespace |
//! | ECS113 | a deployment that can neither stop nor start a task |
//! | ECS114 | scaling a service whose cluster is not known |
//! | ECS115 | scaling between a number and a smaller one |
//! | ECS116 | scaling without a metric |
//! | ECS117 | two scaling policies for one metric |
//! | ECS118 | a container that exposes something that is no port |
//! | ECS119 | a capacity strategy that ECS refuses |
//! | ECS120 | a container that waits for the end of an essential one |
//! | ECS121 | a service with neither a VPC nor a security group |
//! | ECS122 | a service that leaves its capacity to a cluster without a default strategy |
//! | ECS123 | scaling by requests of a load balancer that the service is not behind |
//! | ELB101 | a target group's health check that waits as long as its interval |
//! | ELB102 | a load balancer in a VPC without subnets of the right kind |
//! | ELB103 | an HTTPS listener without a certificate |
//! | ELB104 | an HTTP listener with a certificate |
//! | ELB105 | a listener or a target group on something that is not one TCP port |
//! | ELB106 | a target group with a number out of range |
//! | IAM101 | a right of a role that names a principal |
//! | IAM102 | a right of a role that names no resource |

pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod elb;
pub mod iam;
pub mod logs;
pub mod scaling;
pub mod secretsmanager;
pub mod servicediscovery;
pub mod ssm;

mod duration;
mod handle;
mod optional;
mod percent;

pub use percent::{Percent, PercentExt};

pub(crate) use duration::seconds;
pub(crate) use handle::handle;
pub(crate) use optional::{With, non_empty};
