//! Load balancers of applications, and what stands behind them.
//!
//! | file | what it answers |
//! |---|---|
//! | `mod` | handles, by which one part is told of another |
//! | `action` | what is done with requests |
//! | `balancer` | a load balancer |
//! | `listener` | a port of one |
//! | `rule` | requests of a kind |
//! | `target_group` | where they are sent |

mod action;
mod balancer;
mod listener;
mod rule;
mod target_group;

use stackwright_aws::elb::TargetGroupHandle;
use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::{Map, Node};

use crate::found::{Writing, number};
use crate::said::{Said, draft};

pub use balancer::BALANCER;
pub use listener::LISTENER;
pub use rule::RULE;
pub use target_group::TARGET_GROUP;

/// A target group: by its handle, where it is one of the template; else imported, for targets on a port.
pub fn target_group(
    writing: &Writing<'_>,
    node: &Node,
    port: Option<u16>,
) -> Option<Said<TargetGroupHandle>> {
    const GROUP: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
    if let Some(own) = writing.handle::<TargetGroupHandle, cfn::TargetGroupHandle>(node, GROUP) {
        return Some(own);
    }
    let port = number(port?);
    writing.imported(node, "ImportedTargets", || {
        let arn: Said<Value<Str>> = writing.value(node, Place::Text);
        let port = draft!(ec2::Port::http(port)).said();
        draft!(elb::TargetGroup::imported(arn, port)).into()
    })
}

/// Keys and values of a list of attributes; nothing where they are not written so.
fn attributes(node: Option<&Node>) -> Option<Vec<(&str, &Node)>> {
    let all = node?.as_list()?.iter().map(|own| {
        let own: &Map = own.as_map()?;
        Some((own.get("Key")?.as_str()?, own.get("Value")?))
    });
    all.collect()
}
