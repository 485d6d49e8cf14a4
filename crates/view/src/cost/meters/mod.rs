//! What is paid for a resource of a type: a file for what is paid alike.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `fargate` | services of Amazon ECS, their task sets, and tasks that rules and schedules start |
//! | `instances` | instances of Amazon EC2, groups of them, and their disks |
//! | `network` | NAT gateways, endpoints, addresses |
//! | `balancing` | load balancers |
//! | `watching` | logs, alarms, dashboards, Container Insights |
//! | `databases` | Amazon RDS and Aurora |
//! | `caches` | Amazon ElastiCache |
//! | `storage` | buckets, file systems, repositories of images |
//! | `messages` | queues, topics, buses |
//! | `secrets` | secrets, parameters, keys |
//! | `edge` | hosted zones, HTTP APIs, distributions |

mod balancing;
mod caches;
mod databases;
mod edge;
mod fargate;
mod instances;
mod messages;
mod network;
mod secrets;
mod storage;
mod watching;

use stackwright_deployment::Property;

pub(super) use watching::{FIRST_YEAR, months};

use super::Factor;
use super::estimate::Meter;

/// What says what a resource of a type costs, where that is known.
pub(super) fn of(type_name: &str) -> Option<fn(&mut Meter<'_, '_>)> {
    Some(match type_name {
        "AWS::ApiGatewayV2::Api" => edge::api,
        "AWS::AutoScaling::AutoScalingGroup" => instances::group,
        "AWS::CloudFront::Distribution" => edge::distribution,
        "AWS::CloudWatch::Alarm" => watching::alarm,
        "AWS::CloudWatch::CompositeAlarm" => watching::composite_alarm,
        "AWS::CloudWatch::Dashboard" => watching::dashboard,
        "AWS::EC2::EIP" => network::address,
        "AWS::EC2::Instance" => instances::instance,
        "AWS::EC2::NatGateway" => network::nat_gateway,
        "AWS::EC2::VPCEndpoint" => network::endpoint,
        "AWS::EC2::Volume" => instances::volume,
        "AWS::ECR::Repository" => storage::repository,
        "AWS::ECS::Cluster" => watching::cluster,
        "AWS::ECS::Service" => fargate::service,
        "AWS::ECS::TaskSet" => fargate::task_set,
        "AWS::EFS::FileSystem" => storage::file_system,
        "AWS::ElastiCache::CacheCluster" => caches::cluster,
        "AWS::ElastiCache::ReplicationGroup" => caches::replication_group,
        "AWS::ElastiCache::ServerlessCache" => caches::serverless,
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => balancing::load_balancer,
        "AWS::Events::EventBus" => messages::bus,
        "AWS::Events::Rule" | "AWS::Scheduler::Schedule" => fargate::started,
        "AWS::KMS::Key" => secrets::key,
        "AWS::Logs::LogGroup" => watching::log_group,
        "AWS::RDS::DBCluster" => databases::cluster,
        "AWS::RDS::DBInstance" => databases::instance,
        "AWS::Route53::HostedZone"
        | "AWS::ServiceDiscovery::PrivateDnsNamespace"
        | "AWS::ServiceDiscovery::PublicDnsNamespace" => edge::zone,
        "AWS::S3::Bucket" => storage::bucket,
        "AWS::SNS::Topic" => messages::topic,
        "AWS::SQS::Queue" => messages::queue,
        "AWS::SSM::Parameter" => secrets::parameter,
        "AWS::SecretsManager::Secret" => secrets::secret,
        _ => return None,
    })
}

/// All month.
fn month() -> Factor {
    Factor::new(super::hours_of_a_month(), "h")
}

/// How many items a list has; a gap where that is not known.
fn count(meter: &mut Meter<'_, '_>, list: &Property<'_>, what: &str) -> Option<f64> {
    let items = list.items();
    if !items.complete || items.known.is_empty() {
        meter.gap(format!(
            "how many {what} it has is known at deployment only"
        ));
        return None;
    }
    u32::try_from(items.known.len()).ok().map(f64::from)
}
