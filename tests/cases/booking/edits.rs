//! Twelve and more mistakes that people make, each as an edit of the example `booking`.

/// The example, from the folder of the package.
pub const EXAMPLE: &str = "../examples/booking/main.rs";

/// What is replaced in the example by what, and what says that it is wrong.
pub struct Edit {
    pub name: &'static str,
    /// What stands in the example once, and what of as many lines stands there instead.
    pub changes: &'static [(&'static str, &'static str)],
    pub says: Says,
}

/// Who finds the mistake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Says {
    /// The compiler, with an error of this code.
    Compiler(&'static str),
    /// Synthesis or the checker, with an error of this code, at the line of the statement in which this stands.
    Check(&'static str, &'static str),
}

impl Edit {
    /// The example with the mistake.
    pub fn of(&self, example: &str) -> String {
        let mut text = example.to_owned();
        for (from, to) in self.changes {
            assert_eq!(text.matches(from).count(), 1, "{}: {from}", self.name);
            let lines = [from, to].map(|text| text.lines().count());
            assert_eq!(lines[0], lines[1], "{}: lines move", self.name);
            text = text.replace(from, to);
        }
        text
    }
}

use Says::{Check, Compiler};

pub const EDITS: &[Edit] = &[
    Edit {
        name: "secret_in_plain_text",
        changes: &[(
            ".link(cache.login())",
            r#".secret("CACHE_PASSWORD", "correct-horse-9")"#,
        )],
        says: Compiler("E0277"),
    },
    Edit {
        name: "certificate_of_another_region",
        changes: &[
            (
                r#"stage.tag("System", "booking");"#,
                r#"let stage = stage.environment("111122223333", "eu-central-1");"#,
            ),
            (
                ".internet_facing());",
                r#".internet_facing().certificate("arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d"));"#,
            ),
        ],
        says: Check("ELB138", "us-east-1"),
    },
    Edit {
        name: "export_removed_while_imported",
        changes: &[(
            r#"let cache = data.add("Cache", Valkey::new(vpc));"#,
            r#"data.add("Cache", Valkey::new(vpc));"#,
        )],
        says: Compiler("E0425"),
    },
    Edit {
        name: "one_subnet_for_a_database",
        changes: &[(
            "Postgres::new(vpc, PostgresVersion::V17);",
            r#"Postgres::new(vpc, PostgresVersion::V17).subnets(["subnet-0123456789abcdef0"]);"#,
        )],
        says: Check("RDS101", "Db"),
    },
    Edit {
        name: "size_that_does_not_exist",
        changes: &[("HalfMemory::Gib1", "HalfMemory::Mib512")],
        says: Compiler("E0599"),
    },
    Edit {
        name: "time_zone_that_does_not_exist",
        changes: &[(
            "TimeZone::EUROPE_BERLIN",
            r#"TimeZone::other("Europe/Berln")"#,
        )],
        says: Check("TPL211", "Report"),
    },
    Edit {
        name: "messages_come_back_during_work",
        changes: &[(".visibility(10.minutes())", ".visibility(1.minutes())")],
        says: Check("PAT101", "Worker"),
    },
    Edit {
        name: "image_for_the_wrong_architecture",
        changes: &[(
            r#"Image::directory("booking/worker")"#,
            r#"Image::directory("booking/worker").platform(Platform::LinuxAmd64)"#,
        )],
        says: Check("AST102", "worker"),
    },
    Edit {
        name: "directory_that_does_not_exist",
        changes: &[(
            r#"Image::directory("booking/report")"#,
            r#"Image::directory("booking/reports")"#,
        )],
        says: Check("AST101", "report"),
    },
    Edit {
        name: "minimum_above_maximum",
        changes: &[("least..=most).cpu", "5..=2).cpu")],
        says: Check("OPS701", "5..=2"),
    },
    Edit {
        name: "port_that_no_container_has",
        changes: &[("front.place()", "front.place().port(Port::http(9090))")],
        says: Check("ECS104", "Site"),
    },
    Edit {
        name: "call_of_a_service_without_a_name",
        changes: &[(r#".discover_as("api")"#, ".exec()")],
        says: Check("ECS145", "Site"),
    },
    Edit {
        name: "variable_with_two_values",
        changes: &[(
            ".link(cache.login())",
            r#".link(cache.login()).env("JOBS_URL", "https://example.com")"#,
        )],
        says: Check("ECS140", "jobs.send()"),
    },
    Edit {
        name: "right_forgotten",
        changes: &[(
            ".link(jobs.send())",
            r#".env("JOBS_URL", jobs.queue_url())"#,
        )],
        says: Check("ECS158", r#".env("JOBS_URL", jobs.queue_url())"#),
    },
    Edit {
        name: "field_that_a_secret_does_not_have",
        changes: &[(
            ".link(cache.login())",
            r#".link(cache.login()).secret("DB_SECRET", db.secret_field("pass"))"#,
        )],
        says: Check("ECS157", r#"db.secret_field("pass")"#),
    },
    Edit {
        name: "port_that_a_database_does_not_have",
        changes: &[(
            r#"let api = services.add("Api", api);"#,
            r#"let api = services.add("Api", api); services.connect(api, db, Port::tcp(5423));"#,
        )],
        says: Check("EC2103", "Api"),
    },
    Edit {
        name: "name_outside_of_the_zone",
        changes: &[(
            ".domain(&settings.domain, zone)",
            r#".domain("booking.example.org", zone)"#,
        )],
        says: Check("R53101", "Site"),
    },
];
