//! Every finding of the constructs, word for word.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `assets` | files, directories and images that are published |
//! | `capacity` | instances, and capacity providers of clusters |
//! | `codedeploy` | deployments by CodeDeploy |
//! | `discovery` | names of Cloud Map |
//! | `ec2` | networks, groups, connections |
//! | `ecr` | repositories |
//! | `elb` | load balancers |
//! | `express` | Express services |
//! | `gateway` | gateways of ECS |
//! | `iam` | roles and rights |
//! | `names` | certificates |
//! | `patterns` | patterns |
//! | `rds` | databases |
//! | `scaling` | what scales services |
//! | `service` | services |
//! | `task` | tasks and containers |
//! | `vpclattice` | VPC Lattice |

pub(crate) mod assets;
pub(crate) mod capacity;
pub(crate) mod codedeploy;
pub(crate) mod discovery;
pub(crate) mod ec2;
pub(crate) mod ecr;
pub(crate) mod elb;
pub(crate) mod express;
pub(crate) mod gateway;
pub(crate) mod iam;
pub(crate) mod names;
pub(crate) mod patterns;
pub(crate) mod rds;
pub(crate) mod scaling;
pub(crate) mod service;
pub(crate) mod task;
pub(crate) mod vpclattice;

use stackwright::prelude::*;

use super::small;

/// What is wrong with a program of one stack, by its constructs and by its template.
pub(super) fn said(build: impl FnOnce(Scope<'_>)) -> String {
    crate::support::mistakes(|app| build(*app.stack("Web")))
}

/// Findings about the constructs of one program come all at once, each with its line.
#[test]
fn all_of_them_at_once() {
    let all = said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(0));
        stack.add("Task", small().ephemeral_storage(1.gib()));
    });
    for code in ["ECR101", "OPS319", "OPS306"] {
        assert!(all.contains(code), "{all}");
    }
}
