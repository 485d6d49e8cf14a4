use super::row::{Area, groups};

/// Names by which services find each other.
pub(super) const AREA: Area = Area {
    title: "Discovery",
    groups: groups! {
        "namespaces", "`BaseNamespaceProps`, `PrivateDnsNamespaceProps`, and the properties of the resources." {
            "name", "Name" => yes "PrivateDnsNamespace::new", proof = crate::aws::capacity::every_option_of_a_cluster;
            "description", "Description" => yes "describe", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "vpc", "Vpc" => yes "PrivateDnsNamespace::new", proof = crate::aws::capacity::every_option_of_a_cluster;
            "time to live of the SOA record (no option of AWS CDK)", "Properties.DnsProperties.SOA.TTL" => yes "missing_ttl", proof = crate::aws::discovery::a_public_namespace_whose_instances_are_asked_by_route_53;
            "from...NamespaceAttributes", "" => better "imported", "by id or by ARN, one of which AWS CDK does not make of the other", proof = crate::aws::discovery::imported_by_id_or_by_arn;
        }
        "service of Cloud Map", "`ServiceProps`." {
            "namespace", "NamespaceId" => yes "DiscoveryService::new", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "name", "Name" => yes "DiscoveryService::new", proof = crate::aws::discovery::a_service_is_found_by_its_addresses;
            "description", "Description" => yes "describe", proof = crate::aws::discovery::a_public_namespace_whose_instances_are_asked_by_route_53;
            "healthCheck", "HealthCheckConfig" => yes "health_check", proof = crate::aws::discovery::a_public_namespace_whose_instances_are_asked_by_route_53;
            "customHealthCheck", "HealthCheckCustomConfig" => yes "DiscoveryService::new", proof = crate::aws::discovery::an_http_namespace_has_no_dns;
            "customHealthCheck.failureThreshold", "HealthCheckCustomConfig.FailureThreshold" => ended "Cloud Map takes 1 whatever is said";
            "discoveryType", "Type" => better "api_only", "records where there is no DNS are told (ECS198)", proof = crate::aws::discovery::found_by_calls_of_the_api_in_a_namespace_with_dns;
            "dnsRecordType", "DnsConfig.DnsRecords.Type" => better "records", "A with SRV and AAAA with SRV, too, where AWS CDK has but A with AAAA", proof = crate::aws::discovery::every_kind_of_record_and_how_it_answers;
            "dnsTtl", "DnsConfig.DnsRecords.TTL" => yes "ttl", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "routingPolicy", "DnsConfig.RoutingPolicy" => better "weighted", "CNAME records are weighted by themselves, as Route 53 has no other answer for them", proof = crate::aws::discovery::every_kind_of_record_and_how_it_answers;
            "loadBalancer", "" => yes "DiscoveryInstance::alias", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "attributes of the service (no option of AWS CDK)", "ServiceAttributes" => yes "attribute", proof = crate::aws::discovery::found_by_calls_of_the_api_in_a_namespace_with_dns;
            "fromServiceAttributes", "" => yes "DiscoveryService::imported", proof = crate::aws::discovery::imported_by_id_or_by_arn;
        }
        "instances", "`BaseInstanceProps` and those of its kinds." {
            "instanceId", "InstanceId" => yes "id", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "customAttributes", "InstanceAttributes" => yes "attribute", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "ipv4, ipv6, port", "InstanceAttributes" => yes "ipv4, ipv6, and_ipv6, port", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "instanceCname", "InstanceAttributes" => yes "cname", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "dnsName", "InstanceAttributes" => yes "alias", proof = crate::aws::discovery::what_is_no_task_is_registered;
        }
        "aws-servicediscovery", "Its constructs." {
            "HttpNamespace", "AWS::ServiceDiscovery::HttpNamespace" => better "HttpNamespace", "one handle for Service Connect and Cloud Map, so that no second namespace comes of its name (#25616, #25554)", proof = crate::aws::discovery::one_handle_is_an_arn_for_service_connect_and_an_id_for_cloud_map;
            "PrivateDnsNamespace", "AWS::ServiceDiscovery::PrivateDnsNamespace" => yes "PrivateDnsNamespace", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "PublicDnsNamespace", "AWS::ServiceDiscovery::PublicDnsNamespace" => yes "PublicDnsNamespace", proof = crate::aws::discovery::a_public_namespace_whose_instances_are_asked_by_route_53;
            "Service", "AWS::ServiceDiscovery::Service" => yes "DiscoveryService", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "IpInstance", "AWS::ServiceDiscovery::Instance" => yes "DiscoveryInstance::ipv4", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "CnameInstance", "AWS::ServiceDiscovery::Instance" => yes "DiscoveryInstance::cname", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "AliasTargetInstance", "AWS::ServiceDiscovery::Instance" => yes "DiscoveryInstance::alias", proof = crate::aws::discovery::what_is_no_task_is_registered;
            "NonIpInstance", "AWS::ServiceDiscovery::Instance" => yes "DiscoveryInstance::other", proof = crate::aws::discovery::what_is_no_task_is_registered;
        }
    },
};
