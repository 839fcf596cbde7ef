//! Arguments of the commands that write data: what is read, and where the result goes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Selection;

/// What is read.
#[derive(Args, Clone, Debug)]
pub(super) struct Inputs {
    /// Files and folders.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The dictionary, a file or a folder [default: dictum.yaml or dictionary/, nearest upwards].
    #[arg(short, long, value_name = "PATH")]
    pub(super) dictionary: Option<PathBuf>,
    /// Only datasets of this system claim files.
    #[arg(long, value_name = "ID")]
    pub(super) system: Option<String>,
    /// Every file is of this dataset.
    #[arg(long, value_name = "SYSTEM.DATASET")]
    pub(super) dataset: Option<String>,
    /// The day that counts as today (yyyy-MM-dd), or the instant that counts as now (RFC 3339).
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// No progress bar.
    #[arg(long)]
    pub(super) no_progress: bool,
}

impl Inputs {
    /// The same as every command that checks selects.
    pub(super) fn selection(&self) -> Selection {
        Selection {
            against: None,
            paths: self.paths.clone(),
            dictionary: self.dictionary.clone(),
            system: self.system.clone(),
            dataset: self.dataset.clone(),
            select: Vec::new(),
            ignore: Vec::new(),
            level: Vec::new(),
            baseline: None,
            snapshot: None,
            as_of: self.as_of.clone(),
            jobs: None,
            memory: None,
            input_format: None,
            max_unpacked: None,
            cache_dir: None,
            no_cache: true,
            no_progress: self.no_progress,
        }
    }
}

/// `dictum inputs`.
#[derive(Args, Clone, Debug)]
pub(super) struct Listing {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// How it is told.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Told::Human)]
    pub(super) format: Told,
}

/// `dictum infer`.
#[derive(Args, Clone, Debug)]
pub(super) struct Infer {
    /// Files and folders; a folder below a given one is a system.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// A dictionary whose elements are used and whose datasets are left alone [default: none, all is drafted anew].
    #[arg(short, long, value_name = "PATH")]
    pub(super) dictionary: Option<PathBuf>,
    /// The system that every file is of [default: the folder it stands in].
    #[arg(long, value_name = "ID")]
    pub(super) system: Option<String>,
    /// The file that the draft is written to; must not exist [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Put the draft into the dictionary's own files; only lines are added.
    #[arg(long, requires = "dictionary", conflicts_with = "out")]
    pub(super) merge: bool,
    /// Most records of a file that are looked at.
    #[arg(long, value_name = "N", default_value_t = crate::engine::infer::MOST_RECORDS)]
    pub(super) most_records: u64,
    /// No progress bar.
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// `dictum fix`.
#[derive(Args, Clone, Debug)]
pub(super) struct Fix {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// The folder that mended copies are written to; must be new or empty.
    #[arg(long, value_name = "DIR", default_value = "fixed", conflicts_with_all = ["in_place", "diff"])]
    pub(super) out: PathBuf,
    /// Replace the files themselves; each original stays until its mended copy is whole.
    #[arg(long, conflicts_with = "diff")]
    pub(super) in_place: bool,
    /// Write nothing, show what would change.
    #[arg(long)]
    pub(super) diff: bool,
    /// Apply suggestions too, which may change what values mean.
    #[arg(long = "unsafe")]
    pub(super) also_unsafe: bool,
    /// Only these rules mend (id, or a prefix with `*`).
    #[arg(long, value_name = "RULE")]
    pub(super) select: Vec<String>,
    /// These rules do not.
    #[arg(long, value_name = "RULE")]
    pub(super) ignore: Vec<String>,
    /// How it is told what was done.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Told::Human)]
    pub(super) format: Told,
}

/// How a command tells what it has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Told {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// `dictum convert`.
#[derive(Args, Clone, Debug)]
pub(super) struct Convert {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// What canonical records are written as.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ConvertTo::Csv)]
    pub(super) to: ConvertTo,
    /// The folder to write into; must be new or empty.
    #[arg(long, value_name = "DIR", default_value = "canonical")]
    pub(super) out: PathBuf,
    /// Accept what a conversion loses.
    #[arg(long)]
    pub(super) lossy: bool,
    /// Leave bad records out and part them into this folder; it holds the original data.
    #[arg(long, value_name = "DIR")]
    pub(super) quarantine: Option<PathBuf>,
}

/// What canonical records are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ConvertTo {
    /// Delimited text.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Parquet.
    Parquet,
}

/// `dictum compat`.
#[derive(Args, Clone, Debug)]
pub(super) struct Compat {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// The tool is not in the dictionary yet: judge every file as this entity, by the names that the dictionary knows.
    #[arg(long, value_name = "ID", conflicts_with_all = ["system", "dataset", "record"])]
    pub(super) entity: Option<String>,
    /// Write the day and the verdict into the dictionary.
    #[arg(long)]
    pub(super) record: bool,
    /// How the verdict is told.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = CompatFormat::Human)]
    pub(super) format: CompatFormat,
}

/// How a verdict is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompatFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For reviews.
    Markdown,
}

/// `dictum export`.
#[derive(Args, Clone, Debug)]
pub(super) struct Export {
    /// The dictionary, a file or a folder [default: dictum.yaml or dictionary/, nearest upwards].
    #[arg(short, long, value_name = "PATH")]
    pub(super) dictionary: Option<PathBuf>,
    /// What is written to standard output.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) to: ExportTo,
    /// Only this system.
    #[arg(long, value_name = "ID")]
    pub(super) system: Option<String>,
    /// Only this dataset.
    #[arg(long, value_name = "SYSTEM.DATASET")]
    pub(super) dataset: Option<String>,
}

/// What a dictionary is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportTo {
    /// Which field becomes which element, and how: JSON for gateways.
    FieldMap,
}
