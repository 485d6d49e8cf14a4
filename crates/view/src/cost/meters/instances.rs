//! What instances of Amazon EC2 and their disks cost.

use stackwright_deployment::Property;

use crate::cost::estimate::Meter;
use crate::cost::{Factor, Range};

const SERVICE: &str = "EC2 Linux";

pub(super) fn instance(meter: &mut Meter<'_, '_>) {
    let settings = meter.resource;
    run(meter, &settings, Range::from(1.0));
}

pub(super) fn group(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    if !resource.get("MixedInstancesPolicy").is_absent() {
        return meter.gap("instances of several types, of which AWS chooses: not counted");
    }
    let least = meter.number(&resource.get("MinSize"), None);
    let most = meter.number(&resource.get("MaxSize"), None);
    let (Some(least), Some(most)) = (least, most) else {
        return;
    };
    let desired = meter.number(&resource.get("DesiredCapacity"), Some(least));
    let Some(desired) = desired else { return };
    let size = Range::new(least, desired.clamp(least.min(most), most), most);
    let size = crate::cost::hours::of_group(meter, size);
    let named = ["LaunchTemplate/LaunchTemplateId", "LaunchConfigurationName"];
    let mut named = named.iter().map(|name| resource.get(name));
    let launched = named.find_map(|named| {
        named.target_of(&[
            "AWS::EC2::LaunchTemplate",
            "AWS::AutoScaling::LaunchConfiguration",
        ])
    });
    let Some(launched) = launched else {
        return meter.gap("what its instances are made of is not in this template");
    };
    let settings = match launched.resource_type() {
        "AWS::EC2::LaunchTemplate" => launched.get("LaunchTemplateData"),
        _ => launched,
    };
    run(meter, &settings, size);
}

/// What a number of instances with these settings costs.
fn run<'d>(meter: &mut Meter<'_, 'd>, settings: &Property<'d>, number: Range) {
    let kind = settings.get("InstanceType");
    let Some(text) = kind.text() else {
        return match kind.is_absent() {
            true => meter.gap("the type of its instances is not known"),
            false => meter.unknown(&kind),
        };
    };
    let market = settings.get("InstanceMarketOptions/MarketType");
    if market.is("spot") || !settings.get("SpotPrice").is_absent() {
        return meter.gap(format!("`{text}` on Spot: no price is known"));
    }
    let instances = Factor::new(number, "instances");
    let factors = [instances.clone(), meter.hours()];
    meter.line("instances", (SERVICE, &text), factors);
    let disks = settings.get("BlockDeviceMappings").items();
    if disks.known.is_empty() {
        meter.gap("their disks are those of the image, whose size is not known");
    }
    for disk in disks.known {
        let size = meter.number(&disk.get("Ebs/VolumeSize"), None);
        match (size, disk.get("Ebs/VolumeType").text().as_deref()) {
            (Some(size), Some("gp3")) => {
                let factors = [instances.clone(), Factor::new(size, "GB")];
                meter.line("disks", ("EBS", "gp3 storage"), factors);
            }
            (_, Some(other)) if other != "gp3" => {
                meter.gap(format!("a disk of type {other}: no price is known"));
            }
            _ => meter.gap("a disk whose type or size is not known"),
        }
    }
}

pub(super) fn volume(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let kind = resource.get("VolumeType");
    if !kind.is("gp3") {
        let shown = kind.text();
        let shown = shown.as_deref().unwrap_or("gp2, where none is named");
        return meter.gap(format!("a disk of type {shown}: no price is known"));
    }
    if let Some(size) = meter.number(&resource.get("Size"), None) {
        meter.line("disk", ("EBS", "gp3 storage"), [Factor::new(size, "GB")]);
    }
}
