//! What tasks on AWS Fargate cost.

use stackwright_deployment::{Launch, Property, Service, TaskDefinition, fargate};

use crate::cost::estimate::Meter;
use crate::cost::usage::SPOT_SHARE;
use crate::cost::{Factor, Range};

/// The disk that every task has without paying for it, in GB.
const DISK: f64 = 20.0;

pub(super) fn service(meter: &mut Meter<'_, '_>) {
    let mut services = meter.deployment.services().iter();
    let Some(service) = services.find(|own| own.properties.id() == meter.resource.id()) else {
        return;
    };
    match service.launch() {
        Launch::Fargate => {}
        Launch::Ec2 => {
            return meter.note("its tasks run on instances, which are counted with their group");
        }
        Launch::External => return meter.gap("machines outside of AWS"),
        Launch::Unknown => return meter.gap("what its tasks run on is not known"),
    }
    let Some(task) = service.task else {
        return meter.gap("its task definition is not in this template");
    };
    let Some(tasks) = tasks(meter, service) else {
        return;
    };
    let (on_demand, spot) = split(meter, service, tasks);
    if on_demand != Range::default() {
        run(meter, task, Factor::new(on_demand, "tasks"), None);
    }
    if spot != Range::default() {
        // AWS names 70 percent as the greatest discount.
        let share = meter.used(&SPOT_SHARE).map_or(1.0, |own| own.number.usual);
        let share = Factor::new(
            Range::new(share.min(0.3), share, share),
            "of the price on demand",
        );
        run(meter, task, Factor::new(spot, "tasks on Spot"), Some(share));
    }
    let public = service.placed.get("AssignPublicIp");
    if public.is("ENABLED") {
        let factors = [Factor::new(tasks, "tasks"), meter.hours()];
        let price = ("VPC", "public IPv4 address, in use or idle");
        meter.line("public IPv4 address", price, factors);
    }
}

/// How many tasks a service runs.
fn tasks(meter: &mut Meter<'_, '_>, service: &Service<'_>) -> Option<Range> {
    let desired = service.get("DesiredCount");
    let given = meter.number(&desired, Some(1.0));
    let Some(target) = meter.deployment.scalable_targets().iter().find(|target| {
        let own = target.service.map(|own| own.properties.id());
        own == Some(meter.resource.id())
    }) else {
        return given.map(Range::from);
    };
    let (least, most) = (target.get("MinCapacity"), target.get("MaxCapacity"));
    let least = meter.number(&least, None)?;
    let most = meter.number(&most, None)?;
    // Where the count is not given, the scaling begins with the least.
    let usual = given.filter(|_| desired.is_given()).unwrap_or(least);
    Some(Range::new(least, usual.clamp(least.min(most), most), most))
}

/// How many of the tasks run on demand, and how many on Spot.
fn split(meter: &mut Meter<'_, '_>, service: &Service<'_>, tasks: Range) -> (Range, Range) {
    let Some(strategy) = service.capacity_strategy().filter(Property::is_given) else {
        return (tasks, Range::default());
    };
    let (mut base, mut weights) = ((0.0, 0.0), (0.0, 0.0));
    for item in strategy.items().known {
        let is_spot = item.get("CapacityProvider").is("FARGATE_SPOT");
        let own_base = meter.number(&item.get("Base"), Some(0.0)).unwrap_or(0.0);
        let weight = meter.number(&item.get("Weight"), Some(0.0)).unwrap_or(0.0);
        match is_spot {
            true => (base.1, weights.1) = (base.1 + own_base, weights.1 + weight),
            false => (base.0, weights.0) = (base.0 + own_base, weights.0 + weight),
        }
    }
    let weight = weights.0 + weights.1;
    let spot = |tasks: f64| {
        let on_base = (base.0 + base.1).min(tasks);
        let of_base = base.1.min(tasks);
        match weight > 0.0 {
            true => of_base + (tasks - on_base) * weights.1 / weight,
            false => of_base,
        }
    };
    let on_spot = tasks.map(spot);
    let on_demand = Range::new(
        tasks.least - on_spot.least,
        tasks.usual - on_spot.usual,
        tasks.most - on_spot.most,
    );
    (on_demand, on_spot)
}

/// What a number of tasks costs.
fn run(meter: &mut Meter<'_, '_>, task: &TaskDefinition<'_>, tasks: Factor, share: Option<Factor>) {
    let size = |name, read: fn(&str) -> Option<f64>| {
        let own = task.get(name);
        own.text()
            .and_then(|text| read(&text))
            .map(|units| units / 1024.0)
    };
    let cpu = size("Cpu", fargate::cpu_units);
    let memory = size("Memory", fargate::mib);
    let (Some(cpu), Some(memory)) = (cpu, memory) else {
        return meter.gap("the CPU and the memory of its task are not known");
    };
    let is_arm = task.get("RuntimePlatform/CpuArchitecture").is("ARM64");
    let is_windows = task.is_windows() == Some(true);
    let (of_cpu, of_memory) = match (is_windows, is_arm) {
        (true, _) => ("Windows x86 vCPU", "Windows x86 memory"),
        (false, true) => ("Linux ARM vCPU", "Linux ARM memory"),
        (false, false) => ("Linux x86 vCPU", "Linux x86 memory"),
    };
    let hours = meter.hours();
    let factors = |own: Factor| {
        let all = [tasks.clone(), own, hours.clone()];
        all.into_iter().chain(share.clone()).collect::<Vec<_>>()
    };
    meter.line(
        "vCPU",
        ("Fargate", of_cpu),
        factors(Factor::new(cpu, "vCPU")),
    );
    meter.line(
        "memory",
        ("Fargate", of_memory),
        factors(Factor::new(memory, "GB")),
    );
    if is_windows {
        let licence = ("Fargate", "Windows OS licence");
        meter.line(
            "licence of Windows",
            licence,
            factors(Factor::new(cpu, "vCPU")),
        );
    }
    let disk = meter.number(&task.get("EphemeralStorage/SizeInGiB"), Some(DISK));
    if let Some(disk) = disk.filter(|disk| *disk > DISK) {
        let price = ("Fargate", "ephemeral storage above 20 GB");
        meter.line("disk", price, factors(Factor::new(disk - DISK, "GB")));
    }
}
