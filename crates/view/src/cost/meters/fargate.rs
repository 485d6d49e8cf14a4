//! What tasks on AWS Fargate cost.

use stackwright_deployment::{Launch, Property, Service, TaskDefinition, fargate};

use crate::cost::estimate::Meter;
use crate::cost::usage::{RUN_HOURS, RUNS, SPOT_SHARE};
use crate::cost::{Factor, Range, hours};

/// The disk that every task has without paying for it, in GB.
const DISK: f64 = 20.0;

pub(super) fn service(meter: &mut Meter<'_, '_>) {
    let mut services = meter.deployment.services().iter();
    let Some(service) = services.find(|own| own.properties.id() == meter.resource.id()) else {
        return;
    };
    if service.controller().as_deref() == Some("EXTERNAL") {
        meter.note("its tasks are counted with its task sets");
        return;
    }
    let Some(task) = task_on_fargate(meter, service) else {
        return;
    };
    if let Some(tasks) = tasks(meter, service) {
        all_month(meter, service, task, tasks);
    }
}

/// What runs of a service that somebody else deploys: a share of its tasks, rounded up.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html>
pub(super) fn task_set(meter: &mut Meter<'_, '_>) {
    let mut sets = meter.deployment.task_sets().iter();
    let Some(set) = sets.find(|own| own.properties.id() == meter.resource.id()) else {
        return;
    };
    let Some(task) = task_on_fargate(meter, set) else {
        return;
    };
    let named = set.get("Service").target_of(&["AWS::ECS::Service"]);
    let mut services = meter.deployment.services().iter();
    let service = services.find(|own| Some(own.properties.id()) == named.map(|own| own.id()));
    let Some(service) = service else {
        return meter.gap("its service is not in this template");
    };
    let share = set.get("Scale/Value");
    if share.is_absent() {
        return meter.gap("which share of its service's tasks it runs is not said: `Scale`");
    }
    let share = meter.number(&share, None);
    if let (Some(share), Some(tasks)) = (share, tasks(meter, service)) {
        // What is not whole is a mean over time, of which nothing is rounded.
        let own = |tasks: f64| match tasks.fract() == 0.0 {
            true => (tasks * share / 100.0).ceil(),
            false => tasks * share / 100.0,
        };
        all_month(meter, set, task, tasks.map(own));
    }
}

/// What a number of tasks costs that run all month.
fn all_month(
    meter: &mut Meter<'_, '_>,
    service: &Service<'_>,
    task: &TaskDefinition<'_>,
    tasks: Range,
) {
    let hours = [meter.hours()];
    let (on_demand, spot) = split(meter, service, tasks);
    if on_demand != Range::default() {
        run(meter, task, Factor::new(on_demand, "tasks"), &hours, None);
    }
    if spot != Range::default() {
        let share = meter.used(&SPOT_SHARE).map_or(1.0, |own| own.number.usual);
        let discount = meter.price("Fargate Spot", "greatest discount that AWS names");
        let least = discount.map_or(share, |greatest| 1.0 - greatest.price);
        let share = Range::new(share.min(least), share, share);
        let share = Factor::new(share, SPOT_SHARE.unit);
        let spot = Factor::new(spot, "tasks on Spot");
        run(meter, task, spot, &hours, Some(share));
    }
    let public = service.placed.get("AssignPublicIp");
    if public.is("ENABLED") {
        let factors = [Factor::new(tasks, "tasks"), meter.hours()];
        let price = ("VPC", "public IPv4 address, in use or idle");
        meter.line("public IPv4 address", price, factors);
    }
}

/// What a rule or a schedule starts.
pub(super) fn started(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    if resource.get("State").is("DISABLED") {
        return;
    }
    let own = meter.deployment.starters().iter();
    let own = own.filter(|own| own.target.id() == resource.id());
    let own: Vec<_> = own.collect();
    let is_schedule = resource.resource_type() == "AWS::Scheduler::Schedule";
    if own.is_empty() && !is_schedule {
        return;
    }
    let expression = resource.get("ScheduleExpression").text();
    let computed = expression.as_deref().and_then(hours::runs_of_a_month);
    let runs = match (meter.said(&RUNS), computed) {
        (None, Some(runs)) => Factor::new(runs, RUNS.unit),
        _ => match meter.used(&RUNS) {
            Some(runs) => runs,
            None => return,
        },
    };
    if is_schedule {
        let item = "Scheduler invocations after 14 million free";
        let millions = Factor::new(runs.number.usual / 1e6, "million runs");
        meter.line("invocations", ("EventBridge", item), [millions]);
    }
    for starter in own {
        let Some(task) = task_on_fargate(meter, &starter.tasks) else {
            continue;
        };
        let count = starter.tasks.properties.get("TaskCount");
        let count = meter.number(&count, Some(1.0));
        if let (Some(count), Some(long)) = (count, meter.used(&RUN_HOURS)) {
            let tasks = Factor::new(count, "tasks");
            run(meter, task, tasks, &[runs.clone(), long], None);
        }
    }
}

/// The task definition of what runs on Fargate; nothing, with the reason, for what does not.
fn task_on_fargate<'d>(
    meter: &mut Meter<'_, '_>,
    service: &Service<'d>,
) -> Option<&'d TaskDefinition<'d>> {
    match service.launch() {
        Launch::Fargate => {}
        Launch::Ec2 => {
            meter.note("its tasks run on instances, which are counted with their group");
            return None;
        }
        Launch::External => {
            meter.note("its tasks run on machines outside of AWS");
            return None;
        }
        Launch::Unknown => {
            meter.gap("what its tasks run on is not known");
            return None;
        }
    }
    if service.task.is_none() {
        meter.gap("its task definition is not in this template");
    }
    service.task
}

/// How many tasks a service runs.
fn tasks(meter: &mut Meter<'_, '_>, service: &Service<'_>) -> Option<Range> {
    let desired = service.get("DesiredCount");
    let given = meter.number(&desired, Some(1.0));
    let Some(target) = meter.deployment.scalable_targets().iter().find(|target| {
        let own = target.service.map(|own| own.properties.id());
        own == Some(service.properties.id())
    }) else {
        return given.map(Range::from);
    };
    let (least, most) = (target.get("MinCapacity"), target.get("MaxCapacity"));
    let least = meter.number(&least, None)?;
    let most = meter.number(&most, None)?;
    // Where the count is not given, the scaling begins with the least.
    let usual = given.filter(|_| desired.is_given()).unwrap_or(least);
    let size = Range::new(least, usual.clamp(least.min(most), most), most);
    Some(hours::of_target(meter, &target.properties, size))
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
fn run(
    meter: &mut Meter<'_, '_>,
    task: &TaskDefinition<'_>,
    tasks: Factor,
    hours: &[Factor],
    share: Option<Factor>,
) {
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
    let factors = |own: Factor| {
        let all = [tasks.clone(), own].into_iter();
        let all = all.chain(hours.iter().cloned());
        all.chain(share.clone()).collect::<Vec<_>>()
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
