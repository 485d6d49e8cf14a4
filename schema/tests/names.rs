//! CloudFormation's names in Rust's case.

use stackwright_facts::rust::{handle, module, parts, pascal, short, snake};

#[test]
fn snake_case() {
    for (name, expected) in [
        ("ImageTagMutability", "image_tag_mutability"),
        // Abbreviations are one word, whatever follows them.
        ("DNSName", "dns_name"),
        ("VPC", "vpc"),
        ("EnableDNSSupport", "enable_dns_support"),
        ("KmsKeyARN", "kms_key_arn"),
        ("IPv6CidrBlock", "ipv6_cidr_block"),
        ("MapPublicIpOnLaunch", "map_public_ip_on_launch"),
        // The plural of an abbreviation belongs to it.
        ("TargetGroupARNs", "target_group_arns"),
        ("LoadBalancerARNs", "load_balancer_arns"),
        ("PreserveClientIPs", "preserve_client_ips"),
        // Digits stay with what is before them; a capital after one begins a word.
        ("S3Bucket", "s3_bucket"),
        ("Route53Zone", "route53_zone"),
        ("Http2", "http2"),
        ("SizeInMiB", "size_in_mib"),
        // Dots and dashes part words.
        ("Endpoint.Address", "endpoint_address"),
        (
            "DefaultCapacityReservationSpecification.Id",
            "default_capacity_reservation_specification_id",
        ),
        ("attribute-name", "attribute_name"),
        ("name", "name"),
    ] {
        assert_eq!(snake(name), expected, "{name}");
    }
}

#[test]
fn pascal_case() {
    for (name, expected) in [
        ("VPC", "Vpc"),
        ("TaskDefinition", "TaskDefinition"),
        ("internet-facing", "InternetFacing"),
        ("FARGATE_SPOT", "FargateSpot"),
        ("AES256", "Aes256"),
        ("aws:kms", "AwsKms"),
        ("ARNs", "Arns"),
        ("DHCPOptions", "DhcpOptions"),
    ] {
        assert_eq!(pascal(name), expected, "{name}");
    }
}

#[test]
fn names_are_identifiers() {
    assert_eq!(snake("Type"), "r#type");
    assert_eq!(snake("Match"), "r#match");
    assert_eq!(snake("Self"), "self_");
    // `new` makes an empty struct.
    assert_eq!(snake("New"), "new_");
    assert_eq!(snake("2faEnabled"), "_2fa_enabled");
    assert_eq!(pascal("Self"), "Self_");
    assert_eq!(pascal("1.2"), "V12");
    assert_eq!(pascal("*"), "Empty");
}

#[test]
fn modules_and_types() {
    assert_eq!(module("alexa-ask"), "alexa_ask");
    assert_eq!(short("AWS::ECS::TaskDefinition"), "TaskDefinition");
}

#[test]
fn a_handle_makes_way_for_a_type_of_its_name() {
    assert_eq!(handle("AWS::ECS::Cluster"), "ClusterHandle");
    // There is `AWS::CloudFormation::WaitConditionHandle`.
    assert_eq!(
        handle("AWS::CloudFormation::WaitCondition"),
        "WaitConditionRef"
    );
}

#[test]
fn modules_of_parts_of_a_service_are_all_different() {
    let mut paths = std::collections::BTreeSet::new();
    for name in stackwright_facts::type_names() {
        let service = stackwright_facts::service_of(name).unwrap_or_default();
        assert!(paths.insert((service, parts(name))), "{name}");
    }
}
