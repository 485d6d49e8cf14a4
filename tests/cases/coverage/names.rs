use super::row::{Area, groups};

/// Names in DNS, and certificates for them.
pub(super) const AREA: Area = Area {
    title: "Names and certificates",
    groups: groups! {
        "aws-route53, zones", "`PublicHostedZone`, `PrivateHostedZone`, and how they are found." {
            "PublicHostedZone, comment, queryLogsLogGroupArn", "AWS::Route53::HostedZone" => better "HostedZone::new", "it stays when it leaves the stack: another one has other servers", proof = crate::aws::names::a_public_zone_stays_and_a_private_one_answers_in_its_vpcs;
            "PrivateHostedZone, addVpc", "HostedZone.VPCs" => yes "HostedZone::private, also_in", proof = crate::aws::names::a_public_zone_stays_and_a_private_one_answers_in_its_vpcs;
            "fromHostedZoneAttributes, fromHostedZoneId", "" => better "HostedZone::imported", "always with the name, which records need", proof = crate::aws::dns_records::names_are_whole_or_come_before_the_domain;
            "fromLookup", "" => better "HostedZone::lookup", "what was found is committed, so that tomorrow has the same template", proof = crate::core::lookups::what_was_looked_up_stands_in_the_template;
            "acceleratedRecoveryEnabled, addTrailingDot", "HostedZoneFeatures" => no "`edit` writes the first; a name is the same with its last dot and without";
            "delegation sets, DNSSEC, KeySigningKey, enableDnssec", "AWS::Route53::DNSSEC" => no "typed resources have them: half of it is done at the registrar of the domain, by hand";
        }
        "aws-route53, records", "`RecordSetOptions` and its kinds." {
            "NsRecord, DsRecord, SvcbRecord, HttpsRecord", "ResourceRecords" => yes "Record::new", proof = crate::aws::dns_records::records_that_dns_has_and_nobody_else;
            "CaaAmazonRecord, caaAmazon", "ResourceRecords" => yes "Record::caa", proof = crate::aws::dns_records::every_kind_of_record;
            "ZoneDelegationRecord, addDelegation", "ResourceRecords" => better "Record::delegation", "the zone's own servers, without a list to be copied", proof = crate::aws::dns_records::a_zone_within_a_zone_is_found_by_one_record;
            "CrossAccountZoneDelegationRecord, grantDelegation", "" => no "a custom resource with a function: `Record::new(.., \"NS\", ..)` takes the four servers, which never change";
            "VpcEndpointServiceDomainName", "" => no "three custom resources; for who offers an endpoint service, which tasks do not";
            "HealthCheck.fromHealthCheckId", "" => yes "HealthCheck::imported", proof = crate::aws::dns_records::a_record_is_answered_with_while_its_check_is_well;
            "ARecord.fromARecordAttributes", "" => no "nothing takes a record that exists";
            "ARecord, AaaaRecord, CnameRecord, MxRecord, SrvRecord, TxtRecord, CaaRecord", "AWS::Route53::RecordSet" => yes "Record::a, aaaa, cname, mx, new, txt, caa", proof = crate::aws::dns_records::every_kind_of_record;
            "TxtRecord, long values", "ResourceRecords" => yes "Record::txt", proof = crate::aws::dns_records::long_texts_are_cut_into_pieces;
            "recordName", "Name" => yes "Record::a", proof = crate::aws::dns_records::names_are_whole_or_come_before_the_domain;
            "RecordTarget.fromAlias, LoadBalancerTarget, CloudFrontTarget, ApiGatewayv2DomainProperties", "AliasTarget" => better "Record::alias", "whether the target is well is asked, where Route 53 can tell", proof = crate::aws::dns_records::aliases_of_what_has_a_name_of_aws;
            "ApiGatewayDomain, ApiGateway, AppSyncTarget, UserPoolDomainTarget, BucketWebsiteTarget, ElasticBeanstalkEnvironmentEndpointTarget, ClassicLoadBalancerTarget, GlobalAcceleratorTarget, InterfaceVpcEndpointTarget, Route53RecordTarget", "AliasTarget" => yes "Alias::new", proof = crate::aws::dns_records::aliases_of_what_has_a_name_of_aws;
            "weight, region, geoLocation, multiValueAnswer, setIdentifier", "Weight, Region, GeoLocation" => better "routing, set_id", "one of them, by type; told apart by the path, if nothing is said", proof = crate::aws::dns_records::which_of_several_records_is_answered_with;
            "failover", "Failover" => yes "Routing::Primary, Routing::Secondary", proof = crate::aws::dns_records::which_of_several_records_is_answered_with;
            "ttl, comment", "TTL, Comment" => better "ttl, describe", "five minutes, where AWS CDK keeps a wrong answer for half an hour", proof = crate::aws::dns_records::every_kind_of_record;
            "HealthCheck, healthCheck", "AWS::Route53::HealthCheck" => yes "HealthCheck, health_check", proof = crate::aws::dns_records::a_record_is_answered_with_while_its_check_is_well;
            "a record that exists (none in AWS CDK)", "" => no "nothing takes a record: who needs its name says it";
            "deleteExisting", "" => no "a custom resource deletes what it does not own";
            "cidrRoutingConfig, geoProximityLocation", "CidrRoutingConfig" => no "`edit` writes them";
        }
        "aws-certificatemanager", "`CertificateProps`." {
            "domainName, subjectAlternativeNames", "DomainName, SubjectAlternativeNames" => yes "Certificate::new, also, also_in", proof = crate::aws::names::a_certificate_is_proved_by_dns_and_never_by_mail;
            "validation", "ValidationMethod, DomainValidationOptions" => better "Certificate::new", "by DNS, always: by mail, as AWS CDK does unless told otherwise, the stack waits for a person; a private zone is told (ACM101)", proof = crate::aws::names::a_certificate_is_proved_by_dns_and_never_by_mail;
            "keyAlgorithm, allowExport, transparencyLoggingEnabled", "KeyAlgorithm, CertificateExport" => yes "key_algorithm, exportable, without_transparency", proof = crate::aws::names::a_certificate_is_proved_by_dns_and_never_by_mail;
            "DnsValidatedCertificate, a certificate of another region", "Fn::GetStackOutput" => better "stack_output", "a stack of that region and a reference across, no custom resource", proof = crate::aws::names::a_certificate_for_cloudfront_is_read_across_regions;
            "fromCertificateArn", "" => yes "Certificate::imported", proof = crate::aws::names::a_certificate_that_exists;
            "a certificate of another region at a listener (no check of AWS CDK)", "" => better "ELB138", "told with its line", proof = crate::aws::findings::names::a_certificate_of_another_region_at_a_listener;
            "PrivateCertificate", "CertificateAuthorityArn" => no "its authority costs by the month; the typed resource has it";
            "CertificateValidation.fromDnsMultiZone", "DomainValidationOptions" => yes "also_in", proof = crate::aws::names::a_certificate_is_proved_by_dns_and_never_by_mail;
            "CertificateValidation.fromEmail", "ValidationMethod" => no "the stack waits for a person, and so does each renewal";
            "certificateName", "Tags" => yes "tag", proof = crate::core::tags::types_left_out_and_tags_taken_off;
            "Certificate.metricDaysToExpiry", "" => no "ACM renews what DNS proves; `Metric::new` has it";
        }
        "a name of a service", "`domainName`, `domainZone` of aws-ecs-patterns." {
            "domainName, domainZone, certificate, redirectHTTP, recordType", "" => better "domain", "one line: certificate, HTTPS, the way there, and records of both kinds of addresses", proof = crate::aws::names::a_name_of_a_load_balancer_in_one_line;
            "the same, said of a service behind a load balancer that others share", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => better "Service::domain, Place::domain", "in aws-ecs-patterns it is for a load balancer of the pattern's own; here a name more is a certificate more, in any order", proof = crate::aws::names::names_of_services_behind_one_load_balancer_do_not_depend_on_their_order;
            "the same of one load balancer for one service", "" => yes "AlbWithTargetGroup::domain", proof = crate::aws::names::a_name_of_a_service_behind_a_load_balancer_of_its_own;
        }
    },
};
