use std::time::Duration;

use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::ec2::flow_log::{
    DestinationOptions, FileFormat, LogDestinationType, ResourceType, TrafficType,
};
use stackwright_cfn::kind::ec2::{LogGroupArnOrBucketArn, NetworkInterfaceId, SubnetId};
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::VpcHandle;
use crate::iam::{GrantExt, Role, RoleHandle, Statement};
use crate::logs::{LogGroup, LogGroupHandle};

/// A record of who talked to whom: of a VPC, a subnet, a network interface.
///
/// All traffic is recorded, let through or not, in a log group that keeps it for a month, if nothing else
/// is said. What is recorded is paid for by the gigabyte: a bucket is the cheaper place for much of it.
///
/// It adds `Logs`, a log group, and `Role`, which may write to it and nowhere else, and which only flow
/// logs of this account can take on, unless it is given [others](Self::to).
///
/// ```
/// use stackwright_aws::ec2::{FlowLog, Traffic, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16"));
/// network.add("Refused", FlowLog::of_vpc(vpc).traffic(Traffic::Rejected));
/// ```
///
/// Every option but its tags replaces it; what was recorded stays.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html>
#[derive(Clone, Debug)]
pub struct FlowLog {
    resource: Value<Str>,
    kind: ResourceType,
    to: FlowLogDestination,
    traffic: Traffic,
    format: Option<Value<Str>>,
    interval: Option<Duration>,
}

/// Which traffic is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Traffic {
    /// All of it.
    All,
    /// What was let through.
    Accepted,
    /// What was not.
    Rejected,
}

/// Where records of traffic go.
#[derive(Clone, Debug)]
pub struct FlowLogDestination(To);

#[derive(Clone, Debug)]
enum To {
    NewGroup,
    Group(LogGroupHandle, Option<RoleHandle>),
    Bucket(Value<Str>, Files),
    Stream(Value<Str>),
}

/// How records are laid down in a bucket.
#[derive(Clone, Copy, Debug, Default)]
struct Files {
    parquet: bool,
    hive: bool,
    hourly: bool,
}

impl FlowLogDestination {
    /// A log group, written to by a role that is added for it.
    pub fn log_group(group: impl Into<LogGroupHandle>) -> Self {
        FlowLogDestination(To::Group(group.into(), None))
    }

    /// A log group, written to by this role. It is given the rights.
    pub fn log_group_by(group: impl Into<LogGroupHandle>, role: impl Into<RoleHandle>) -> Self {
        FlowLogDestination(To::Group(group.into(), Some(role.into())))
    }

    /// A bucket, by its ARN, or a folder in it: `arn:aws:s3:::records/network/`. Where the bucket is of the
    /// same account, AWS adds what its policy needs, if whoever deploys may change it.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html>
    pub fn bucket(arn: impl IntoValue<Str>) -> Self {
        FlowLogDestination(To::Bucket(arn.into_value(), Files::default()))
    }

    /// A delivery stream of Amazon Data Firehose, by its ARN.
    pub fn delivery_stream(arn: impl IntoValue<Str>) -> Self {
        FlowLogDestination(To::Stream(arn.into_value()))
    }

    /// In columns (Apache Parquet) and not as text: smaller, and quicker to ask. For buckets.
    pub fn parquet(self) -> Self {
        self.files(|files| files.parquet = true)
    }

    /// In folders that Hive and Athena find by themselves. For buckets.
    pub fn hive_partitions(self) -> Self {
        self.files(|files| files.hive = true)
    }

    /// In a folder for each hour and not for each day. For buckets.
    pub fn hourly_partitions(self) -> Self {
        self.files(|files| files.hourly = true)
    }

    fn files(mut self, change: impl FnOnce(&mut Files)) -> Self {
        if let To::Bucket(_, files) = &mut self.0 {
            change(files);
        }
        self
    }
}

impl FlowLog {
    /// Of everything in a VPC.
    pub fn of_vpc(vpc: impl Into<VpcHandle>) -> Self {
        let vpc: VpcHandle = vpc.into();
        FlowLog::of(vpc.reference().assume(), ResourceType::Vpc)
    }

    /// Of everything in a subnet.
    pub fn of_subnet(subnet: impl IntoValue<SubnetId>) -> Self {
        FlowLog::of(subnet.into_value().assume(), ResourceType::Subnet)
    }

    /// Of a network interface.
    pub fn of_network_interface(interface: impl IntoValue<NetworkInterfaceId>) -> Self {
        FlowLog::of(
            interface.into_value().assume(),
            ResourceType::NetworkInterface,
        )
    }

    fn of(resource: Value<Str>, kind: ResourceType) -> Self {
        FlowLog {
            resource,
            kind,
            to: FlowLogDestination(To::NewGroup),
            traffic: Traffic::All,
            format: None,
            interval: None,
        }
    }

    /// Where the records go.
    pub fn to(mut self, destination: FlowLogDestination) -> Self {
        self.to = destination;
        self
    }

    /// Which traffic is recorded; all of it, if this is not said.
    pub fn traffic(mut self, traffic: Traffic) -> Self {
        self.traffic = traffic;
        self
    }

    /// What a record says, as `${srcaddr} ${dstaddr} ${dstport} ${action}`.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html>
    pub fn format(mut self, fields: impl IntoValue<Str>) -> Self {
        self.format = Some(fields.into_value());
        self
    }

    /// Puts together what was seen within a minute, and not within ten.
    pub fn every_minute(mut self) -> Self {
        self.interval = Some(Duration::from_secs(60));
        self
    }
}

impl Construct for FlowLog {
    type Handle = FlowLogHandle;

    fn build(self, scope: Scope<'_>) -> FlowLogHandle {
        let traffic = match self.traffic {
            Traffic::All => TrafficType::All,
            Traffic::Accepted => TrafficType::Accept,
            Traffic::Rejected => TrafficType::Reject,
        };
        let log = cfn::FlowLog::new()
            .resource_id(self.resource.assume::<SubnetId>())
            .resource_type(self.kind)
            .traffic_type(traffic)
            .with(self.format, |log, fields| log.log_format(fields))
            .with(self.interval, |log, interval| {
                log.max_aggregation_interval(interval.as_secs())
            });
        let to_group = |group: LogGroupHandle, role: Option<RoleHandle>| {
            let role = role.unwrap_or_else(|| scope.add("Role", writer()));
            let look = Statement::allow(["logs:DescribeLogStreams"]).on([group.arn()]);
            scope.grant(role, group.write().and(look));
            (group, role)
        };
        let (log, group) = match self.to.0 {
            To::NewGroup => {
                let group = scope.add("Logs", LogGroup::new());
                (log, Some(to_group(group, None)))
            }
            To::Group(group, role) => (log, Some(to_group(group, role))),
            To::Bucket(arn, files) => {
                let format = match files.parquet {
                    true => FileFormat::Parquet,
                    false => FileFormat::PlainText,
                };
                let options = DestinationOptions::new()
                    .file_format(format)
                    .hive_compatible_partitions(files.hive)
                    .per_hour_partition(files.hourly);
                let log = log
                    .log_destination_type(LogDestinationType::S3)
                    .log_destination(arn.assume::<LogGroupArnOrBucketArn>())
                    .destination_options(options);
                (log, None)
            }
            To::Stream(arn) => {
                let log = log
                    .log_destination_type(LogDestinationType::KinesisDataFirehose)
                    .log_destination(arn.assume::<LogGroupArnOrBucketArn>());
                (log, None)
            }
        };
        let log = log.with(group, |log, (group, role)| {
            log.log_destination_type(LogDestinationType::CloudWatchLogs)
                .log_group_name(group.reference())
                .deliver_logs_permission_arn(role.arn())
        });
        scope.set_primary(scope.add("Resource", log));
        FlowLogHandle::new(scope)
    }
}

/// A role that flow logs of this account alone take on.
fn writer() -> Role {
    Role::of_this_account("vpc-flow-logs.amazonaws.com")
}

handle! {
    /// Names a flow log.
    pub struct FlowLogHandle(cfn::FlowLogHandle);
}
