use crate::filled;
use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::ec2::launch_template as parts;
use stackwright_cfn::iam::InstanceProfile;
use stackwright_cfn::kind::ec2::{KeyPairKeyName, PlacementGroupGroupName};
use stackwright_cfn::kind::iam::InstanceProfileArn;
use stackwright_core::{
    Construct, IntoValue, Scope, Str, SubBuilder, Value, With, base64, handle, non_empty,
};

use super::machine_image::System;
use super::{BlockDevice, Connectable, Guarded, InstanceType, MachineImage, SecurityGroupHandle};
use crate::iam::RoleHandle;

/// How instances are launched: what they are, what they start from, what they may do.
///
/// Unless said otherwise: their metadata wants a token (IMDSv2) and answers no further than one
/// hop; the volumes that an image of Amazon is known to have are encrypted and `gp3`; they start
/// from Amazon Linux 2023 of the [day of their launch](MachineImage). AWS takes IMDSv1 and leaves
/// volumes as the image has them; AWS CDK does the same.
///
/// It adds an instance profile named `InstanceProfile`, where it has a [role](Self::role). In the
/// group of an `AsgCapacityProvider` it gets what instances of
/// ECS need.
///
/// A change makes a new version of it; what becomes of instances that run their
/// group (`AutoScalingGroup`) says.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html>
///
/// ```
/// use stackwright_aws::ec2::{BlockDevice, LaunchTemplate};
/// use stackwright_aws::units::SizeExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Jobs");
/// let template = LaunchTemplate::new("m7g.large").block_device(BlockDevice::new("/dev/xvda").size(60.gib()));
/// stack.add("Template", template);
/// ```
#[derive(Clone, Debug)]
pub struct LaunchTemplate {
    pub(crate) instance_type: InstanceType,
    pub(crate) image: Option<MachineImage>,
    /// What is written before the user data of the user's.
    pub(crate) joins: Option<Joins>,
    pub(crate) role: Option<RoleHandle>,
    pub(crate) profile: Option<Value<InstanceProfileArn>>,
    pub(crate) groups: Vec<SecurityGroupHandle>,
    user_data: Option<Value<Str>>,
    name: Option<Value<Str>>,
    devices: Vec<BlockDevice>,
    spot: Option<SpotOptions>,
    hops: u8,
    has_metadata_tags: bool,
    is_watched_closely: bool,
    key_pair: Option<Value<KeyPairKeyName>>,
    placement_group: Option<Value<PlacementGroupGroupName>>,
    tenancy: Option<Tenancy>,
    public_ip: Option<bool>,
    is_protected: bool,
}

/// What makes an instance join something, and what closes it behind what the user adds.
#[derive(Clone, Debug)]
pub(crate) struct Joins {
    pub opens: Value<Str>,
    pub closes: &'static str,
}

/// Whether instances share their hardware with those of other accounts.
pub use parts::Tenancy;

/// Spare capacity at a lower price, which AWS takes back with two minutes' notice.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-instances.html>
#[derive(Clone, Debug, Default)]
pub struct SpotOptions {
    max_price: Option<Value<Str>>,
}

impl SpotOptions {
    /// At the price of the day, up to that on demand.
    pub fn new() -> Self {
        SpotOptions::default()
    }

    /// At most so many dollars an hour, as `0.05`. A limit makes interruptions more frequent.
    pub fn max_price(mut self, price: impl IntoValue<Str>) -> Self {
        self.max_price = Some(price.into_value());
        self
    }
}

impl LaunchTemplate {
    /// Instances of this type, as `m7g.large`.
    pub fn new(instance_type: impl Into<InstanceType>) -> Self {
        LaunchTemplate {
            instance_type: instance_type.into(),
            image: None,
            joins: None,
            role: None,
            profile: None,
            groups: Vec::new(),
            user_data: None,
            name: None,
            devices: Vec::new(),
            spot: None,
            hops: 1,
            has_metadata_tags: false,
            is_watched_closely: false,
            key_pair: None,
            placement_group: None,
            tenancy: None,
            public_ip: None,
            is_protected: false,
        }
    }

    /// A template that exists, by its id, as `lt-0a1b2c3d4e5f`, and the version of it that is
    /// meant: a number, `$Latest` or `$Default`. It is left alone.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-autoscaling-autoscalinggroup-launchtemplatespecification.html>
    pub fn imported(
        id: impl IntoValue<Str>,
        version: impl IntoValue<Str>,
    ) -> ImportedLaunchTemplate {
        ImportedLaunchTemplate {
            id: id.into_value(),
            version: version.into_value(),
            role: None,
            group: None,
        }
    }

    /// Names it. A named template cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// What instances start from; Amazon Linux 2023 for their processor, if this is not said, and
    /// for a capacity provider (`AsgCapacityProvider`) the
    /// [image](crate::ecs::EcsOptimizedImage) that is made for ECS.
    pub fn machine_image(mut self, image: impl Into<MachineImage>) -> Self {
        self.image = Some(image.into());
        self
    }

    /// What an instance runs at its first start, in plain text: a script with its first line
    /// (`#!/bin/bash`) on Linux, TOML on Bottlerocket, `<powershell>` on Windows. For a capacity
    /// provider it follows what makes the instance join the cluster, in the same script: it has no
    /// first line of its own, and on Windows no tags.
    pub fn user_data(mut self, text: impl IntoValue<Str>) -> Self {
        self.user_data = Some(text.into_value());
        self
    }

    /// What instances may do: a role of the program that EC2 may take on.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// What instances may do, by an instance profile that exists.
    pub fn instance_profile(mut self, arn: impl IntoValue<InstanceProfileArn>) -> Self {
        self.profile = Some(arn.into_value());
        self
    }

    /// Guards instances with this group; said again, with this one, too. Connections open the
    /// first.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// Says what a volume is like; said again, of another one. The first for a device of the
    /// image replaces what is said of it otherwise.
    pub fn block_device(mut self, device: BlockDevice) -> Self {
        self.devices.push(device);
        self
    }

    /// Takes spare capacity alone. A group that mixes says it of
    /// itself (`MixedInstances`) instead.
    pub fn spot(mut self, options: SpotOptions) -> Self {
        self.spot = Some(options);
        self
    }

    /// How far the metadata of an instance, its role's credentials among them, answers: 1 to 64
    /// hops; 1, if this is not said, which is the instance itself. Containers in tasks of network
    /// mode `bridge` are one hop further: they need 2 if they are to read it. With a task role
    /// they need it not.
    ///
    /// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>
    pub fn metadata_hops(mut self, hops: u8) -> Self {
        self.hops = hops;
        self
    }

    /// Lets instances read their own tags from their metadata.
    pub fn metadata_tags(mut self) -> Self {
        self.has_metadata_tags = true;
        self
    }

    /// Metrics by the minute instead of every five, at a price.
    pub fn detailed_monitoring(mut self) -> Self {
        self.is_watched_closely = true;
        self
    }

    /// The key that people log in with. Session Manager needs none.
    pub fn key_pair(mut self, name: impl IntoValue<KeyPairKeyName>) -> Self {
        self.key_pair = Some(name.into_value());
        self
    }

    /// The placement group that instances are launched into.
    pub fn placement_group(mut self, name: impl IntoValue<PlacementGroupGroupName>) -> Self {
        self.placement_group = Some(name.into_value());
        self
    }

    /// Whether the hardware is shared with other accounts; it is, if this is not said.
    pub fn tenancy(mut self, tenancy: Tenancy) -> Self {
        self.tenancy = Some(tenancy);
        self
    }

    /// Gives instances public addresses, or none, whatever their subnets say.
    pub fn public_ip(mut self, yes: bool) -> Self {
        self.public_ip = Some(yes);
        self
    }

    /// Keeps people, not Auto Scaling, from terminating instances by the API.
    pub fn termination_protection(mut self) -> Self {
        self.is_protected = true;
        self
    }
}

impl LaunchTemplate {
    pub(crate) fn is_spot(&self) -> bool {
        self.spot.is_some()
    }
}

/// What others need to know of a launch template.
struct Exposed {
    role: Option<RoleHandle>,
}

impl Construct for LaunchTemplate {
    type Handle = LaunchTemplateHandle;

    fn build(self, scope: Scope<'_>) -> LaunchTemplateHandle {
        if let Some(&group) = self.groups.first() {
            Guarded::by(scope, group);
        }
        let profile = self.role.map(|role| {
            let profile = InstanceProfile::new().roles([role.reference()]);
            scope.add("InstanceProfile", profile).arn()
        });
        let profile = self.profile.or(profile);
        let image = self.image.or_else(|| {
            Some(MachineImage::amazon_linux_2023(
                self.instance_type.architecture()?,
            ))
        });
        let system = image.as_ref().map_or(System::Unknown, |image| image.system);

        let metadata = parts::MetadataOptions::new()
            .http_tokens(parts::HttpTokens::Required)
            .http_put_response_hop_limit(u32::from(self.hops))
            .with(self.has_metadata_tags.then_some(()), |options, ()| {
                options.instance_metadata_tags(parts::InstanceMetadataTags::Enabled)
            });
        let placement = (self.placement_group.is_some() || self.tenancy.is_some()).then(|| {
            parts::Placement::new()
                .with(self.placement_group, |place, name| place.group_name(name))
                .with(self.tenancy, |place, tenancy| place.tenancy(tenancy))
        });
        let market = self.spot.map(|spot| {
            let options = spot
                .max_price
                .map(|price| parts::SpotOptions::new().max_price(price));
            parts::InstanceMarketOptions::new()
                .market_type(parts::MarketType::Spot)
                .with(options, |market, options| market.spot_options(options))
        });
        let user_data = user_data(self.joins, self.user_data);
        let groups = filled(self.groups);
        // A template that says something of an interface says its groups there.
        let (groups, interface) = match self.public_ip {
            None => (groups, None),
            Some(yes) => {
                let interface = parts::NetworkInterface::new()
                    .device_index(0)
                    .associate_public_ip_address(yes)
                    .with(groups, |interface, groups| interface.groups(groups));
                (None, Some(interface))
            }
        };
        let data = parts::LaunchTemplateData::new()
            .instance_type(self.instance_type.into_value())
            .with(image, |data, image| data.image_id(image.into_value()))
            .metadata_options(metadata)
            .with(profile, |data, arn| {
                data.iam_instance_profile(parts::IamInstanceProfile::new().arn(arn))
            })
            .with(groups, |data, groups| data.security_group_ids(groups))
            .with(interface, |data, interface| {
                data.network_interfaces([interface])
            })
            .with(non_empty(devices(system, self.devices)), |data, devices| {
                data.block_device_mappings(devices)
            })
            .with(market, |data, market| data.instance_market_options(market))
            .with(placement, |data, placement| data.placement(placement))
            .with(self.key_pair, |data, name| data.key_name(name))
            .with(self.is_watched_closely.then_some(true), |data, yes| {
                data.monitoring(parts::Monitoring::new().enabled(yes))
            })
            .with(self.is_protected.then_some(true), |data, yes| {
                data.disable_api_termination(yes)
            })
            .with(user_data, |data, text| data.user_data(base64(text)));
        let template = cfn::LaunchTemplate::new()
            .with(self.name, |template, name| {
                template.launch_template_name(name)
            })
            .launch_template_data(data);
        scope.set_primary(scope.add("Resource", template));
        scope.set_data(Exposed { role: self.role });
        LaunchTemplateHandle::new(scope)
    }
}

/// What makes an instance join, and what the user adds to it.
fn user_data(joins: Option<Joins>, own: Option<Value<Str>>) -> Option<Value<Str>> {
    let Some(Joins { opens, closes }) = joins else {
        return own;
    };
    let whole = SubBuilder::new().value("Joins", opens);
    let whole = match own {
        Some(own) => whole.value("UserData", own),
        None => whole,
    };
    Some(whole.text(closes).build())
}

/// The user's volumes, and those of the image that nothing is said of.
fn devices(system: System, own: Vec<BlockDevice>) -> Vec<parts::BlockDeviceMapping> {
    let is_said = |name: &str| own.iter().any(|device| device.is_at(name));
    let rest: Vec<_> = system
        .devices()
        .iter()
        .filter(|name| !is_said(name))
        .map(|name| BlockDevice::new(*name))
        .collect();
    let all = rest.into_iter().chain(own);
    all.map(BlockDevice::into_property).collect()
}

/// A launch template that exists; see [`LaunchTemplate::imported`].
#[derive(Clone, Debug)]
pub struct ImportedLaunchTemplate {
    id: Value<Str>,
    version: Value<Str>,
    role: Option<RoleHandle>,
    group: Option<SecurityGroupHandle>,
}

impl ImportedLaunchTemplate {
    /// What its instances may do, to grant them more.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// The group that guards its instances, for connections.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedLaunchTemplate {
    type Handle = LaunchTemplateHandle;

    fn build(self, scope: Scope<'_>) -> LaunchTemplateHandle {
        scope.define("Ref", self.id.clone());
        scope.define("LaunchTemplateId", self.id);
        // What a group of instances asks a template for.
        scope.define("LatestVersionNumber", self.version);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        scope.set_data(Exposed { role: self.role });
        LaunchTemplateHandle::new(scope)
    }
}

handle! {
    /// Names a launch template.
    pub struct LaunchTemplateHandle(cfn::LaunchTemplateHandle);
}

impl Connectable for LaunchTemplateHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl LaunchTemplateHandle {
    /// What its instances may do, if that is a role of the program.
    pub fn role(self, scope: Scope<'_>) -> Option<RoleHandle> {
        scope.data::<Exposed>(self)?.role
    }
}
