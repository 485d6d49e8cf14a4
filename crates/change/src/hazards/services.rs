//! Services that leave what sends to them, or what deploys them.

use stackwright_template::Resource;

use super::{Hazard, Leaves};
use crate::side::{Side, items};
use crate::words::value;
use crate::{Change, Kind};

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    let services = change.resources.iter().filter(|resource| {
        resource.type_name == "AWS::ECS::Service" && matches!(resource.kind, Kind::Changed { .. })
    });
    for service in services {
        let (before, after) = (
            earlier.template.resource(&service.id),
            later.template.resource(&service.id),
        );
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let mut leaves = Vec::new();
        let lists = |name: &str, key: &str| {
            let of = |side: &Side<'_>, resource: Resource<'_>| -> Vec<String> {
                let list = side.property(resource, name);
                let items = items(list.as_ref()).into_iter();
                items.filter_map(|item| item.get(key).map(value)).collect()
            };
            (of(earlier, before), of(later, after))
        };
        let (was, is) = lists("LoadBalancers", "TargetGroupArn");
        let gone = was.into_iter().filter(|group| !is.contains(group));
        leaves.extend(gone.map(Leaves::TargetGroup));
        let (was, is) = lists("ServiceRegistries", "RegistryArn");
        let gone = was.into_iter().filter(|registry| !is.contains(registry));
        leaves.extend(gone.map(Leaves::Discovery));
        let controller = |side: &Side<'_>, resource: Resource<'_>| {
            let controller = side.property(resource, "DeploymentController");
            let kind = controller
                .as_ref()
                .and_then(|node| node.get("Type").map(value));
            kind.unwrap_or_else(|| "ECS".to_owned())
        };
        let (from, to) = (controller(earlier, before), controller(later, after));
        if from != to {
            leaves.push(Leaves::Controller { from, to });
        }
        let connects = |side: &Side<'_>, resource: Resource<'_>| {
            let connect = side.property(resource, "ServiceConnectConfiguration");
            let enabled = connect.as_ref().and_then(|node| node.get("Enabled"));
            enabled.and_then(crate::form::word).as_deref() == Some("true")
        };
        if connects(earlier, before) && !connects(later, after) {
            leaves.push(Leaves::ServiceConnect);
        }
        found.extend(leaves.into_iter().map(|what| Hazard::ServiceLeaves {
            id: service.id.clone(),
            what,
        }));
    }
}
