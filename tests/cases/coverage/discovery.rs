use super::row::{Area, groups};

/// Names by which services find each other.
pub(super) const AREA: Area = Area {
    title: "Discovery",
    groups: groups! {
        "namespaces", "`BaseNamespaceProps`, `PrivateDnsNamespaceProps`, and the properties of the resources." {
            "name", "Name" => yes "PrivateDnsNamespace::new", proof = crate::aws::capacity::every_option_of_a_cluster;
            "description", "Description" => yes "describe", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "vpc", "Vpc" => yes "PrivateDnsNamespace::new", proof = crate::aws::capacity::every_option_of_a_cluster;
            "time to live of the SOA record (no option of AWS CDK)", "Properties.DnsProperties.SOA.TTL" => no "not yet";
            "from...NamespaceAttributes", "" => no "not yet: by id, not by ARN";
        }
        "service of Cloud Map", "`ServiceProps`." {
            "namespace", "NamespaceId" => yes "DiscoveryService::new", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "name", "Name" => yes "DiscoveryService::new", proof = crate::aws::discovery::a_service_is_found_by_its_addresses;
            "description", "Description" => no "not yet";
            "healthCheck", "HealthCheckConfig" => no "not yet";
            "customHealthCheck", "HealthCheckCustomConfig" => no "not yet: always";
            "discoveryType", "Type" => no "not yet: always DNS";
            "dnsRecordType", "DnsConfig.DnsRecords.Type" => no "not yet: A only";
            "dnsTtl", "DnsConfig.DnsRecords.TTL" => yes "ttl", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "routingPolicy", "DnsConfig.RoutingPolicy" => no "not yet";
            "loadBalancer", "" => no "not yet";
            "attributes of the service (no option of AWS CDK)", "ServiceAttributes" => no "not yet";
            "fromServiceAttributes", "" => no "not yet";
        }
        "instances", "`BaseInstanceProps` and those of its kinds." {
            "instanceId", "InstanceId" => no "not yet";
            "customAttributes", "InstanceAttributes" => no "not yet";
            "ipv4, ipv6, port", "InstanceAttributes" => no "not yet";
            "instanceCname", "InstanceAttributes" => no "not yet";
            "dnsName", "InstanceAttributes" => no "not yet";
        }
        "aws-servicediscovery", "Its constructs." {
            "HttpNamespace", "AWS::ServiceDiscovery::HttpNamespace" => no "not yet";
            "PrivateDnsNamespace", "AWS::ServiceDiscovery::PrivateDnsNamespace" => yes "PrivateDnsNamespace", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "PublicDnsNamespace", "AWS::ServiceDiscovery::PublicDnsNamespace" => no "not yet";
            "Service", "AWS::ServiceDiscovery::Service" => yes "DiscoveryService", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "IpInstance", "AWS::ServiceDiscovery::Instance" => no "not yet";
            "CnameInstance", "AWS::ServiceDiscovery::Instance" => no "not yet";
            "AliasTargetInstance", "AWS::ServiceDiscovery::Instance" => no "not yet";
            "NonIpInstance", "AWS::ServiceDiscovery::Instance" => no "not yet";
        }
    },
};
