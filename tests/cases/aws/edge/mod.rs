//! What stands between the internet and services: APIs, distributions, firewalls.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `cloudfront` | distributions, and origins in a VPC |
//! | `firewall_rules` | what rules of firewalls say |
//! | `http_api` | HTTP APIs, their stages, routes and names |
//! | `integrations` | what answers requests, and the ways through a VPC link |
//! | `origins` | where CloudFront gets what it does not have, so that nobody goes around it |
//! | `policies` | what CloudFront keeps, passes on, runs and logs |
//! | `services` | services of AWS that answer, stages, and who may connect |
//! | `wafv2` | firewalls |
//! | `web_socket` | WebSocket APIs |

pub(crate) mod cloudfront;
pub(crate) mod firewall_rules;
pub(crate) mod http_api;
pub(crate) mod integrations;
pub(crate) mod origins;
pub(crate) mod policies;
pub(crate) mod services;
pub(crate) mod wafv2;
pub(crate) mod web_socket;

use stackwright::aws::servicediscovery::{DiscoveryService, DnsRecord};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;

use super::{nginx, small, vpc};

/// What the checker says of a program of one stack, advice included, but for alarms.
fn told(build: impl FnOnce(Scope<'_>)) -> Vec<String> {
    let app = App::new();
    let stack = app.stack("Web");
    stack.tag("team", "web");
    build(*stack);
    let mut said = check_app(app.synth(), &Options::new()).diagnostics;
    said.retain(|found| found.code != "OPS437");
    said.iter().map(ToString::to_string).collect()
}

/// The codes of what synthesis says of a program of one stack.
fn codes(build: impl FnOnce(Scope<'_>)) -> Vec<&'static str> {
    let app = App::new();
    build(*app.stack("Web"));
    let said = app.synth().diagnostics;
    said.iter().map(|found| found.code).collect()
}

/// A service that is found by address and port.
fn found(stack: Scope<'_>, records: impl IntoIterator<Item = DnsRecord>) -> ServiceHandle {
    let vpc = vpc(stack);
    let cluster = stack.add(
        "Cluster",
        Cluster::new(vpc)
            .container_insights()
            .namespace("shop.internal"),
    );
    let namespace = PrivateDnsNamespace::imported("ns-0a1b2c3d4e5f");
    let namespace = stack.add("Names", namespace);
    let users = DiscoveryService::new(namespace, "users").records(records);
    let users = stack.add("UsersName", users);
    let image = Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(8080);
    let task = small().container(image);
    let service = FargateService::new(cluster, task).discover_by(users);
    stack.add("Users", service)
}
