//! The codes of what a program reports while it is built, each declared once.
//!
//! A [`Code`] is a constant that knows what it stands for. Who finds a mistake makes the finding
//! of it; who explains, lists or acknowledges codes asks the same constant:
//!
//! ```
//! use stackwright_codes as codes;
//!
//! let found = codes::APP110.finding("`1st` is no name of a stack");
//! assert_eq!(found.code, "APP110");
//! assert_eq!(found.help.as_deref(), Some("choose another name"));
//! assert_eq!(codes::APP110.title, "something that is no stack name");
//! ```
//!
//! Constructs of one's own declare theirs the same way, with [`Code::error`] and
//! [`Code::warning`]. Rules of the checker keep their declarations beside them.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `code` | what is said about a code, and how a finding is made of it |
//! | `acm` | `ACM...`: certificates |
//! | `api` | `API...`: HTTP and WebSocket APIs |
//! | `app` | the codes `APP...`: apps, scopes, and what they come to |
//! | `asset` | `AST...`: files, directories and images that are published |
//! | `batch` | `BAT...`: jobs |
//! | `cdn` | `CDN...`: distributions of CloudFront |
//! | `dynamodb` | `DDB...`: tables |
//! | `ec2` | `EC2...`: security groups and connections |
//! | `ecr` | `ECR...`: repositories |
//! | `ecs` | `ECS...`: tasks, services, and what scales them |
//! | `efs` | `EFS...`: file systems |
//! | `elb` | `ELB...`: load balancers |
//! | `events` | `EVT...`: rules, buses, schedules |
//! | `iam` | `IAM...`: roles and rights |
//! | `sqs` | `SQS...`: queues |
//! | `pat` | `PAT...`: patterns |
//! | `rds` | `RDS...`: databases |
//! | `route53` | `R53...`: zones and their records |
//! | `secretsmanager` | `SEC...`: secrets |
//! | `stepfunctions` | `SFN...`: state machines |
//! | `vpclattice` | `LAT...`: VPC Lattice |
//! | `waf` | `WAF...`: firewalls |
//! | `retired` | codes that nothing reports any more, and which say it now |

/// Declares codes: a constant each, whose name is the code, and the list of them.
macro_rules! codes {
    ($(
        $code:ident: $title:literal {
            why: $why:literal,
            fix: $fix:literal,
            $(severity: $severity:ident,)?
            $(link: $link:expr,)?
            $(echoes: $echoes:expr,)?
        }
    )*) => {
        $(
            #[doc = $title]
            pub static $code: crate::Code = codes!(@new $($severity)?)(stringify!($code), $title)
                .why($why)
                .fix($fix)
                $(.link($link))?
                $(.echoes(&$echoes))?;
        )*

        pub(crate) static ALL: &[&crate::Code] = &[$(&$code),*];
    };
    (@new) => { crate::Code::error };
    (@new $severity:ident) => { crate::Code::$severity };
}

mod acm;
mod api;
mod app;
mod asset;
mod batch;
mod cdn;
mod code;
mod dynamodb;
mod ec2;
mod ecr;
mod ecs;
mod efs;
mod elb;
mod events;
mod iam;
mod pat;
mod rds;
mod retired;
mod route53;
mod secretsmanager;
mod sqs;
mod stepfunctions;
mod vpclattice;
mod waf;

pub use acm::*;
pub use api::*;
pub use app::*;
pub use asset::*;
pub use batch::*;
pub use cdn::*;
pub use code::Code;
pub use dynamodb::*;
pub use ec2::*;
pub use ecr::*;
pub use ecs::*;
pub use efs::*;
pub use elb::*;
pub use events::*;
pub use iam::*;
pub use pat::*;
pub use rds::*;
pub use retired::{RETIRED, Retired, retired};
pub use route53::*;
pub use secretsmanager::*;
pub use sqs::*;
pub use stepfunctions::*;
pub use vpclattice::*;
pub use waf::*;

/// Every code that programs report, in the order in which they are listed.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let parts = [
        api::ALL,
        app::ALL,
        asset::ALL,
        batch::ALL,
        dynamodb::ALL,
        ec2::ALL,
        ecr::ALL,
        ecs::ALL,
        efs::ALL,
        elb::ALL,
        events::ALL,
        iam::ALL,
        route53::ALL,
        secretsmanager::ALL,
        sqs::ALL,
        stepfunctions::ALL,
        pat::ALL,
        rds::ALL,
        vpclattice::ALL,
        cdn::ALL,
        waf::ALL,
        acm::ALL,
    ];
    parts.into_iter().flatten().copied()
}

/// The code of this name.
pub fn code(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}
