// Command yaml2json answers, for each line of its input, what kubectl makes of a YAML text.
//
// A line of input is the base64 of the bytes of a file. A line of output is a JSON object: {"ok":true,
// "json":"..."} with the text that sigs.k8s.io/yaml gives, or {"ok":false,"err":"..."} with its error.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

type verdict struct {
	OK   bool   `json:"ok"`
	JSON string `json:"json,omitempty"`
	Err  string `json:"err,omitempty"`
}

// judge turns a panic of the YAML library into a refusal, as it would end kubectl.
func judge(text []byte) (result verdict) {
	defer func() {
		if reason := recover(); reason != nil {
			result = verdict{Err: fmt.Sprintf("panic: %v", reason)}
		}
	}()
	converted, err := yaml.YAMLToJSON(text)
	if err != nil {
		return verdict{Err: err.Error()}
	}
	return verdict{OK: true, JSON: string(converted)}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		text, err := base64.StdEncoding.DecodeString(string(line[:len(line)-1]))
		if err != nil {
			fmt.Fprintln(os.Stderr, "yaml2json: a line is not base64:", err)
			os.Exit(2)
		}
		if err := encoder.Encode(judge(text)); err != nil {
			fmt.Fprintln(os.Stderr, "yaml2json:", err)
			os.Exit(2)
		}
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}
