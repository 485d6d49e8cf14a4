use insta::assert_snapshot;
use stackwright::aws::servicediscovery::{DnsRecord, PublicDnsNamespace};
use stackwright::prelude::*;

use super::said;

#[test]
fn ecs198_records_where_there_is_no_dns() {
    assert_snapshot!(said(|stack| {
        let http = stack.add("Http", HttpNamespace::new("shop"));
        let records = |names: DiscoveryService| names.records([DnsRecord::A]);
        stack.add("Web", records(DiscoveryService::new(http, "web")));
        let public = stack.add("Public", PublicDnsNamespace::new("example.com"));
        stack.add("Api", records(DiscoveryService::new(public, "api")).api_only());
    }), @r"
    error[ECS198]: records of a service in an HTTP namespace, which has no DNS
      at Web/Web
      help: leave the records out, or take a namespace with DNS
    error[ECS198]: records of a service that is to be found by calls of the API only
      at Web/Api
      help: leave the records out, or take a namespace with DNS
    ");
}
