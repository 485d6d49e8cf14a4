//! What file systems report.

codes! {
    EFS101: "files that are archived, in a file system whose throughput is not elastic" {
        why: "EFS archives files of file systems with elastic throughput only",
        fix: "leave `.throughput(..)` out, or `.archived_after_90_days()`",
        link: "https://docs.aws.amazon.com/efs/latest/ug/API_PutLifecycleConfiguration.html",
    }
}
