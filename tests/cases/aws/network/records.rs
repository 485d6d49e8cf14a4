use stackwright::aws::ec2::{FlowLog, FlowLogDestination, Traffic};
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::{at, made, only, quiet};

const BUCKET: &str = "arn:aws:s3:::records";

#[test]
pub(crate) fn all_traffic_to_a_log_group() {
    let template = made(|stack| {
        stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None).flow_logs());
    });
    only(
        &template,
        "AWS::EC2::FlowLog",
        like!({
            "ResourceId": { "Ref": "Vpc" },
            "ResourceType": "VPC",
            "TrafficType": "ALL",
            "LogDestinationType": "cloud-watch-logs",
            "LogGroupName": { "Ref": "VpcFlowLogLogs" },
            "DeliverLogsPermissionArn": { "Fn::GetAtt": ["VpcFlowLogRole", "Arn"] },
            "MaxAggregationInterval": absent(),
        }),
    );
    only(
        &template,
        "AWS::Logs::LogGroup",
        like!({ "RetentionInDays": 30 }),
    );
    only(
        &template,
        "AWS::IAM::Role",
        like!({
            "AssumeRolePolicyDocument": { "Statement": [{
                "Principal": { "Service": "vpc-flow-logs.amazonaws.com" },
                "Condition": { "StringEquals": {
                    "aws:SourceAccount": { "Ref": "AWS::AccountId" },
                } },
            }] },
            "Policies": [{ "PolicyDocument": { "Statement": [{
                "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                "Resource": { "Fn::GetAtt": ["VpcFlowLogLogs", "Arn"] },
            }] } }],
        }),
    );
    quiet(|app| {
        let network = app.stack("Network");
        network.tag("Team", "shop");
        network.add("Vpc", Vpc::new("10.0.0.0/16").flow_logs());
    });
}

#[test]
pub(crate) fn to_a_bucket_in_columns() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
        let to = FlowLogDestination::bucket(BUCKET)
            .parquet()
            .hourly_partitions();
        let log = FlowLog::of_vpc(vpc)
            .to(to)
            .traffic(Traffic::Rejected)
            .format("${srcaddr} ${action}")
            .every_minute();
        stack.add("Refused", log);
    });
    only(
        &template,
        "AWS::EC2::FlowLog",
        like!({
            "TrafficType": "REJECT",
            "LogDestinationType": "s3",
            "LogDestination": BUCKET,
            "DestinationOptions": {
                "FileFormat": "parquet",
                "HiveCompatiblePartitions": false,
                "PerHourPartition": true,
            },
            "LogFormat": "${srcaddr} ${action}",
            "MaxAggregationInterval": 60,
            "DeliverLogsPermissionArn": absent(),
        }),
    );
    template.resource_count_is("AWS::IAM::Role", 0);
}

#[test]
pub(crate) fn of_a_subnet_to_a_group_of_ones_own() {
    let template = made(|stack| {
        let group = stack.add("Group", LogGroup::new());
        let role = Role::new(Principal::service("vpc-flow-logs.amazonaws.com"));
        let role = stack.add("Writer", role);
        let log = FlowLog::of_subnet("subnet-0aaaaaaa").traffic(Traffic::Accepted);
        stack.add("Log", log.to(FlowLogDestination::log_group_by(group, role)));
        let other = FlowLog::of_network_interface("eni-0aaaaaaa");
        let stream = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/records";
        stack.add(
            "Other",
            other.to(FlowLogDestination::delivery_stream(stream)),
        );
    });
    at(
        &template,
        "Log",
        "AWS::EC2::FlowLog",
        like!({
            "ResourceType": "Subnet",
            "TrafficType": "ACCEPT",
            "LogGroupName": { "Ref": "Group" },
            "DeliverLogsPermissionArn": { "Fn::GetAtt": ["Writer", "Arn"] },
        }),
    );
    at(
        &template,
        "Other",
        "AWS::EC2::FlowLog",
        like!({ "ResourceType": "NetworkInterface", "LogDestinationType": "kinesis-data-firehose" }),
    );
}
